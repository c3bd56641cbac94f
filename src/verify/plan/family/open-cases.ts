/** What the document leaves open: values outside the expected domain, other types. Either answer is right if it conforms. */
import { bodyNode } from '../../../contract/operation.ts';
import { walkPossible } from '../../../contract/schema/walk-schema.ts';
import { integerOf } from '../../../contract/wide-integer.ts';
import type { Member } from '../list-members.ts';
import { valueAt } from '../../../contract/json-pointer.ts';
import { zoneOf } from '../../../contract/zone-of.ts';
import { NoValueError } from '../../../fixture/draw/no-value.ts';
import type { SchemaNode } from '../../../contract/schema.ts';
import { type BrokenFixture, openFixtures } from '../../../fixture/breakage/broken-fixtures.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { openCase, type PlanContext } from '../plan-context.ts';
import { longTextCases } from './long-text-cases.ts';
import { chosenIdentifierCases, unknownMemberCases } from './unknown-member-cases.ts';

export function openCases(context: PlanContext): Case[] {
  const unknown = unknownMemberCases(context);
  if (context.depth === 'quick') return unknown.slice(0, 1);
  return [
    ...unexpectedCases(context),
    ...longTextCases(context),
    ...unknown,
    ...chosenIdentifierCases(context),
    ...contentTypeCases(context),
    ...oddNumberCases(context),
  ];
}

/** Values that the document allows and nobody expects. */
function unexpectedCases(context: PlanContext): Case[] {
  const { contract, operation, fixture, seed, maker } = context;
  const node = bodyNode(operation);
  if (!node) return [];
  return openOrNone()
    .filter(({ clause }) => !/roperties/.test(clause.keyword))
    .map(({ id, change, clause }) => {
      const { values, token } = maker.make('full');
      const changed = changeValues(values, [{ ...change, at: ['body', ...change.at] }]);
      const sentence = `with ${clause.at.join('/')} outside what is expected of its ${clause.keyword}`;
      return openCase(context, { id, sentence, token }, { values: changed });
    });

  /** Where no valid value was found, none can be changed. */
  function openOrNone(): BrokenFixture[] {
    try {
      return openFixtures(contract, node as SchemaNode, { ...fixture, direction: 'request', seed });
    } catch (error) {
      if (!(error instanceof NoValueError)) throw error;
      return [];
    }
  }
}

interface OtherType {
  id: string;
  contentType: string | null;
  /** A body of that type; the JSON of a valid one where there is none. */
  body?: string;
}

const multipart = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';

const otherTypes: readonly OtherType[] = [
  { id: 'text', contentType: 'text/plain' },
  { id: 'form', contentType: 'application/x-www-form-urlencoded', body: 'a=1&b=2' },
  { id: 'multipart', contentType: 'multipart/form-data; boundary=x', body: multipart },
  { id: 'xml', contentType: 'application/xml', body: '<a>1</a>' },
  { id: 'other-charset', contentType: 'application/json; charset=iso-8859-1' },
  { id: 'none', contentType: null },
  { id: 'garbage', contentType: 'x' },
];

/** Content types and Accept headers that the document does not name. HTTP itself offers 415 and 406 for them. */
function contentTypeCases(context: PlanContext): Case[] {
  const { operation, maker } = context;
  const types = operation.body ? otherTypes.map((type) => typeCase(context, type)) : [];
  const accepts = ['text/html', 'application/xml', 'x'].map((accept) => {
    const { values, token } = maker.make('minimal');
    const sentence = `that accepts ${accept} only`;
    const step = { values, form: { headers: { accept } }, allow: [400, 406] };
    return openCase(context, { id: `accept:${accept}`, sentence, token }, step);
  });
  return [...types, ...accepts];
}

/** A body that may be read otherwise than it is meant is not what the values say: nothing is compared with them. */
function typeCase(context: PlanContext, { id, contentType, body }: OtherType): Case {
  const { values: made, token } = context.maker.make('minimal');
  const { body: json, ...bare } = made;
  const readable = body === undefined && id !== 'other-charset';
  const raw = Buffer.from(body ?? JSON.stringify(json) ?? '');
  const sentence = contentType === null ? 'without a content type' : `with the content type ${contentType}`;
  const step = { values: readable ? made : bare, form: { contentType, raw }, allow: [400, 415] };
  return openCase(context, { id: `content-type:${id}`, sentence, token }, step);
}

const oddNumbers = [-1, 2 ** 31, 2 ** 40, 1e20];

/** The first that no double holds, and the last of 64 bits: where a document says int64, what is accepted keeps its digits. */
const wideIntegers = ['9007199254740993', '9223372036854775807'].map(integerOf);

/** Numbers that JSON can write and a server may not be able to hold. */
function oddNumberCases(context: PlanContext): Case[] {
  const { contract, operation, maker, members } = context;
  const sample = maker.make('full').values;
  const numeric = members.filter(({ at }) => typeof valueAt(sample, at) === 'number');
  const isWide = ({ node }: Member) =>
    [...walkPossible(contract.document, node)].some(({ schema }) => schema['format'] === 'int64');
  return numeric.flatMap((member) =>
    [...oddNumbers, ...(isWide(member) ? wideIntegers : [])].flatMap((value) => {
      const { at } = member;
      const { values, token } = maker.make('full');
      const changed = changeValues(values, [{ at, value }]);
      if (zoneOf(contract, operation, changed) === 'invalid') return [];
      const name = at.slice(1).join('/');
      return [
        openCase(
          context,
          {
            id: `number:${name}:${JSON.stringify(value)}`,
            sentence: `with ${JSON.stringify(value)} as ${name}`,
            token,
          },
          { values: changed },
        ),
      ];
    }),
  );
}
