/** Bodies that are no body: absent, empty, not JSON, not the right type of JSON. */
import type { Case, Step } from '../case.ts';
import { clauseAbout, makeCase, stepOf, type PlanContext } from './plan-context.ts';

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

/** Only for operations whose body must be JSON. */
export function bodyCases(context: PlanContext): Case[] {
  const { operation, contract, depth } = context;
  const content = operation.body?.contents[0];
  if (!content || !operation.body?.required || !/json/.test(content.mediaType)) return [];
  const missing = {
    ...makeCase(context, { id: 'body/absent', sentence: 'without a body', steps: [absent(context)], tokens: [] }),
    zone: 'invalid' as const,
  };
  const bodies = oddBodies.filter(({ quick }) => depth !== 'quick' || quick === true);
  return [
    { ...missing, aims: [clauseAbout(context, ['body'], 'body')] },
    ...bodies.map(({ id, sentence, raw, forbidden, garbled }) => {
      const { values: made, token } = context.maker.make('minimal');
      const bytes = raw(JSON.stringify(made.body));
      const { body: _, ...bare } = made;
      const values = garbled || forbidden ? bare : made;
      const refused = forbidden && !isAccepted(contract, content.node, bytes);
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

function absent(context: PlanContext): Step {
  const { body: _, ...values } = context.maker.make('minimal').values;
  return stepOf(context, values);
}

/** Another contract may well take an array, a number, or null. */
function isAccepted(
  contract: PlanContext['contract'],
  node: Parameters<typeof contract.validators.accepts>[0] | undefined,
  bytes: Buffer,
): boolean {
  try {
    const value = JSON.parse(bytes.toString()) as unknown;
    return (
      node === undefined || contract.validators.accepts(node, value, { direction: 'request', demand: 'documented' })
    );
  } catch {
    return false;
  }
}

/** A lone continuation byte inside the first text. */
function spoilUtf8(json: string): Buffer {
  const bytes = Buffer.from(json);
  const colon = bytes.indexOf('":"');
  const cut = colon === -1 ? 1 : colon + 3;
  return Buffer.concat([bytes.subarray(0, cut), Buffer.from([0xc3, 0x28, 0xff]), bytes.subarray(cut)]);
}
