/** Bodies that are no body: absent, empty, not JSON, not the right type of JSON. */
import { contentViolations } from '../../../contract/content-violations.ts';
import { heedsBody } from '../../../contract/operation.ts';
import { readBody, writeBody } from '../../../http/value/body.ts';
import type { Case, Step } from '../case.ts';
import { clauseAbout, makeCase, openCase, type PlanContext, singleCase } from '../plan-context.ts';

interface OddBody {
  id: string;
  sentence: string;
  /** From the JSON text of a valid body. */
  raw: (json: string) => Buffer;
  /** The document forbids it (JSON itself does), or leaves it open. */
  forbidden: boolean;
  /** What the server reads is not what the values say, if it reads anything: nothing can be compared. */
  garbled?: boolean;
  quick?: boolean;
}

const deep = 2_000;

const oddBodies: readonly OddBody[] = [
  { id: 'empty', sentence: 'with an empty body', raw: () => Buffer.alloc(0), forbidden: true, quick: true },
  {
    id: 'malformed',
    sentence: 'with malformed JSON',
    raw: (json) => Buffer.from(json.replace('{', '{,')),
    forbidden: true,
    quick: true,
  },
  {
    id: 'truncated',
    sentence: 'with JSON that stops short',
    raw: (json) => Buffer.from(json.slice(0, -Math.ceil(json.length / 3))),
    forbidden: true,
  },
  { id: 'unquoted', sentence: 'with a text that is no JSON', raw: () => Buffer.from('hello'), forbidden: true },
  { id: 'form', sentence: 'with a form as body', raw: () => Buffer.from('a=1&b=2'), forbidden: true },
  {
    id: 'trailing',
    sentence: 'with something behind the JSON',
    raw: (json) => Buffer.from(`${json}}`),
    forbidden: true,
  },
  {
    id: 'single-quoted',
    sentence: 'with single quotes for double',
    raw: (json) => Buffer.from(json.replaceAll('"', "'")),
    forbidden: true,
  },
  ...lenient(),
  {
    id: 'array',
    sentence: 'with an array as body',
    raw: (json) => Buffer.from(`[${json}]`),
    forbidden: true,
    quick: true,
  },
  { id: 'empty-array', sentence: 'with an empty array as body', raw: () => Buffer.from('[]'), forbidden: true },
  {
    id: 'string',
    sentence: 'with a string as body',
    raw: (json) => Buffer.from(JSON.stringify(json)),
    forbidden: true,
    quick: true,
  },
  { id: 'number', sentence: 'with a number as body', raw: () => Buffer.from('42'), forbidden: true },
  { id: 'boolean', sentence: 'with true as body', raw: () => Buffer.from('true'), forbidden: true },
  { id: 'null', sentence: 'with null as body', raw: () => Buffer.from('null'), forbidden: true, quick: true },
  {
    id: 'invalid-utf8',
    sentence: 'with invalid UTF-8',
    raw: (json) => spoilUtf8(json),
    forbidden: false,
    garbled: true,
  },
  {
    id: 'deep-arrays',
    sentence: 'with arrays nested deeply',
    raw: () => Buffer.from('['.repeat(deep) + ']'.repeat(deep)),
    forbidden: true,
  },
  {
    id: 'deep-member',
    sentence: 'with a deeply nested unknown member',
    raw: (json) => Buffer.from(json.replace('{', `{"docpact_unknown":${'['.repeat(deep)}${']'.repeat(deep)},`)),
    forbidden: false,
  },
  {
    id: 'duplicate-keys',
    sentence: 'with every member twice',
    raw: (json) => Buffer.from(`${json.slice(0, -1)},${json.slice(1)}`),
    forbidden: false,
  },
  {
    id: 'byte-order-mark',
    sentence: 'with a byte order mark',
    raw: (json) => Buffer.from(`\uFEFF${json}`),
    forbidden: false,
  },
];

/** The JSON of a body, or its XML; of an empty object where no value is found for the body. */
function textOf({ contract, operation }: PlanContext, body: unknown = {}): string {
  const content = operation.body?.contents[0];
  if (content?.format !== 'xml') return JSON.stringify(body);
  return new TextDecoder().decode(writeBody(body, { contract, content }).bytes);
}

/** From the XML of a valid body: what is not well-formed is refused (XML 1.0, 1.2). */
const oddXml: readonly OddBody[] = [
  { id: 'empty', sentence: 'with an empty body', raw: () => Buffer.alloc(0), forbidden: true, quick: true },
  {
    id: 'truncated',
    sentence: 'with XML that stops short',
    raw: (xml) => Buffer.from(xml.slice(0, -Math.ceil(xml.length / 3))),
    forbidden: true,
    quick: true,
  },
  {
    id: 'unclosed',
    sentence: 'with an element that is never closed',
    raw: (xml) => Buffer.from(xml.replace(/<\/[^>]*>$/, '')),
    forbidden: true,
  },
  { id: 'plain-text', sentence: 'with a text that is no XML', raw: () => Buffer.from('hello'), forbidden: true },
  { id: 'json', sentence: 'with JSON as body', raw: () => Buffer.from('{"a":1}'), forbidden: true },
];

/** What parsers forgive and the standard does not (RFC 8259, sections 2 to 7 and 9). */
function lenient(): OddBody[] {
  const ways: [id: string, sentence: string, write: (json: string) => string][] = [
    ['trailing-comma', 'with a comma behind the last member', (json) => json.replace(/\}$/, ',}')],
    ['comment', 'with a comment in its JSON', (json) => json.replace('{', '{/* docpact */')],
    ['line-comment', 'with a line comment in its JSON', (json) => json.replace('{', '{// docpact\n')],
    ['bare-name', 'with a name without quotes', (json) => json.replace(/\{"(\w+)"/, '{$1')],
    ['nan', 'with NaN for a number', (json) => withNumber(json, 'NaN')],
    ['infinity', 'with Infinity for a number', (json) => withNumber(json, 'Infinity')],
    ['leading-zero', 'with a number that begins with 0', (json) => withNumber(json, '01')],
    ['plus-sign', 'with a number that begins with +', (json) => withNumber(json, '+1')],
    ['bare-fraction', 'with a number that begins with a point', (json) => withNumber(json, '.5')],
    ['hexadecimal', 'with a hexadecimal number', (json) => withNumber(json, '0x10')],
    ['bare-tab', 'with a tab inside a text', (json) => withText(json, '\t')],
    ['bare-newline', 'with a line feed inside a text', (json) => withText(json, '\n')],
    ['bad-escape', 'with an escape that JSON does not have', (json) => withText(json, String.raw`\x41`)],
    ['two-documents', 'with its JSON twice', (json) => `${json}${json}`],
  ];
  return ways.map(([id, sentence, write]) => ({
    id,
    sentence,
    raw: (json) => Buffer.from(json.startsWith('{') ? write(json) : `${json},`),
    forbidden: true,
  }));
}

/** In place of the first number, or in a member of its own. */
function withNumber(json: string, literal: string): string {
  const number = /([:[,])-?\d[\d.eE+-]*(?=[,}\]])/;
  if (number.test(json)) return json.replace(number, (_, before: string) => before + literal);
  return addMember(json, literal);
}

/** At the beginning of the first text, or in a member of its own. */
function withText(json: string, piece: string): string {
  return json.includes('":"') ? json.replace('":"', () => `":"${piece}`) : addMember(json, `"${piece}"`);
}

function addMember(json: string, literal: string): string {
  return `{"docpact_unknown":${literal}${json === '{}' ? '}' : `,${json.slice(1)}`}`;
}

/** For operations whose body is JSON; where it is a form, what is forbidden in JSON lacks the form's members. */
export function bodyCases(context: PlanContext): Case[] {
  const { operation, depth } = context;
  const content = operation.body?.contents[0];
  const isForm = content?.format === 'form';
  if (!content || content.format === 'opaque') return [];
  const required = operation.body?.required === true;
  const odd = content.format === 'xml' ? oddXml : oddBodies;
  if (!isForm && content.format !== 'json' && content.format !== 'xml') return [absentCase(context, required)];
  const bodies = odd.filter(
    ({ quick, forbidden }) =>
      (depth !== 'quick' || quick === true) && (forbidden ? context.base !== undefined : !isForm),
  );
  return [
    absentCase(context, required),
    ...bodies.map(({ id, sentence, raw, forbidden, garbled }) => {
      const { values: made, token } = context.maker.make(context.base ?? 'minimal');
      const bytes = raw(textOf(context, made.body));
      const { body: _, ...bare } = made;
      const values = garbled || forbidden ? bare : made;
      const refused =
        forbidden && heedsBody(operation) && (required || bytes.length > 0) && !isAccepted(context, bytes);
      const step: Step = {
        values,
        form: { raw: bytes },
        expect: refused ? 'refusal' : 'either',
        allow: refused ? [] : [413],
      };
      return makeCase(context, {
        id: `body/${id}`,
        sentence,
        steps: [step],
        tokens: [token],
        aims: refused ? [clauseAbout(context, ['body'], 'type')] : [],
      });
    }),
  ];
}

function absentCase(context: PlanContext, required: boolean): Case {
  const { values: made, token } = context.maker.make('minimal');
  const { body: _, ...values } = made;
  // Of a form nothing arrives where nothing is in it: whoever wants one cannot tell it from none.
  const format = context.operation.body?.contents[0]?.format;
  // Whoever demands members of the body may well have forgotten to demand the body.
  if (!required && (format === 'form' || format === 'parts' || demandsMembers(context)))
    return openCase(context, { id: 'body/absent', sentence: 'without a body', token }, { values });
  const aims = required ? [clauseAbout(context, ['body'], 'body')] : [];
  return singleCase(context, { id: 'body/absent', sentence: 'without a body', aims }, { values, token });
}

function demandsMembers({ contract, operation }: PlanContext): boolean {
  const content = operation.body?.contents[0];
  const view = { direction: 'request', demand: 'documented' } as const;
  return content !== undefined && contentViolations(contract, { content, value: {} }, view).length > 0;
}

/** Another contract may well take an array, a number, or null. */
function isAccepted({ contract, operation }: PlanContext, bytes: Buffer): boolean {
  const content = operation.body?.contents[0];
  const read = readBody(bytes, { contract, content, contentType: content?.wireType ?? '', deepest: Infinity });
  if (read.kind !== 'value') return false;
  const view = { direction: 'request', demand: 'documented' } as const;
  return contentViolations(contract, { content, value: read.value }, view).length === 0;
}

/** A lone continuation byte inside the first text. */
function spoilUtf8(json: string): Buffer {
  const bytes = Buffer.from(json);
  const colon = bytes.indexOf('":"');
  const cut = colon === -1 ? 1 : colon + 3;
  return Buffer.concat([bytes.subarray(0, cut), Buffer.from([0xc3, 0x28, 0xff]), bytes.subarray(cut)]);
}
