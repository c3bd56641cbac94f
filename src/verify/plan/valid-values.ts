/** The values that a member may have, each with what is particular about it. All are valid: the contract said so. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';
import type { Operation } from '../../contract/operation.ts';
import { pagingOf } from '../../contract/resource/list-laws.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { expectedKeyword } from '../../contract/schema/view-schema.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import { isExactNumber } from '../../contract/wide-integer.ts';
import { listEdgesIn } from '../../fixture/breakage/number-edges.ts';
import type { Member } from './list-members.ts';
import type { MadeRequest } from './request-maker.ts';
import { changeValidly } from './change-validly.ts';
import { shortTextValues, textValuesFor } from './text-values.ts';

/** A value for a member, made for a request with the token. */
export interface ValidValue {
  label: string;
  write: (base: unknown, token: string) => unknown;
}

interface Surroundings {
  contract: Contract;
  operation: Operation;
  members: readonly Member[];
  /** A request with all members, which values are tried in. */
  sample: MadeRequest;
}

/** Every value that is worth trying for `member`, most telling first; two that come out alike count once. */
export function validValues(member: Member, { contract, operation, members, sample }: Surroundings): ValidValue[] {
  const base = valueAt(sample.values, member.at);
  const seen = new Set<string>();
  const likeSiblings = typeof base === 'string' ? siblingTexts(member, { contract, members, sample }) : [];
  const long = [...candidatesFor(contract, member, base), ...likeSiblings].filter(isWorth);
  const found = new Set(long.map(({ label }) => label));
  const short = isNarrow(contract, member) ? shortTextValues.filter(([label]) => !found.has(label)) : [];
  return [...long, ...short.map(([label, write]) => ({ label, write: () => write('', '') })).filter(isWorth)];

  function isWorth({ write }: ValidValue): boolean {
    const value = write(base, sample.token);
    const text = JSON.stringify(value);
    if (seen.has(text) || (member.unique && !text.includes(sample.token))) return false;
    seen.add(text);
    if (isBelowCustom(operation, member, value)) return false;
    return changeValidly({ contract, operation, values: sample.values }, { at: member.at, value }) !== undefined;
  }
}

/** No page comes before the first, and none has no room, whether or not the document says so: whoever refuses these does as all do. */
function isBelowCustom(operation: Operation, { at: [place, name] }: Member, value: unknown): boolean {
  if (place !== 'query' || typeof value !== 'number') return false;
  const { page, size, offset } = pagingOf(operation);
  return ((name === page || name === size) && value < 1) || (name === offset && value < 0);
}

/** Whether there is no room for the long texts; what may be taken once needs them none the less. */
function isNarrow(contract: Contract, { node, unique }: Member): boolean {
  const schemas = [...walkPossible(contract.document, node)];
  return !unique && schemas.some(({ schema }) => typeof schema['maxLength'] === 'number' && schema['maxLength'] < 40);
}

const numbers = [0, 1, 2, 7, 100, -1, 0.5, 1e-3];

function candidatesFor(contract: Contract, { node, unique }: Member, base: unknown): ValidValue[] {
  const { values, lengths } = namedValues(contract, node);
  const named = values.map((value) => ({ label: JSON.stringify(value), write: () => value }));
  const empty = { label: 'null', write: () => null };
  if (typeof base === 'string') {
    const texts = textsFor(base);
    return [
      ...named,
      ...lengthValues(lengths, unique),
      ...(isLocator(contract, node) ? texts.map(asLocator) : texts),
      empty,
    ];
  }
  if (typeof base === 'number')
    return [...named, ...numbers.map((value) => ({ label: String(value), write: () => value })), empty];
  if (typeof base === 'boolean')
    return [true, false].map((value) => ({ label: String(value), write: () => value })).concat([empty as never]);
  if (Array.isArray(base)) return [...listValues(base as unknown[], lengths), empty];
  return [empty];
}

/** Whether a text is said to be a URL or a URI. */
function isLocator({ document }: Contract, node: SchemaNode): boolean {
  return [...walkPossible(document, node)].some(({ schema }) =>
    ['uri', 'iri', 'url'].includes(plainText(schema['format'])),
  );
}

/** Names of hosts with a port are URIs by accident, of a scheme that nobody knows: they are left out. */
function asLocator({ label, write }: ValidValue): ValidValue {
  const locate = (base: unknown, token: string): unknown => {
    const value = write(base, token);
    return typeof value === 'string' && /^https?:\/\/./i.test(value) ? value : base;
  };
  return { label, write: locate };
}

/** A length that a schema names; one that is merely expected may be counted in characters, in UTF-16 units or in bytes. */
interface NamedLength {
  length: number;
  documented: boolean;
}

/** Values that the schemas on a member name themselves: enum, const, examples, and the edges of numbers and lengths. */
function namedValues(contract: Contract, node: SchemaNode): { values: unknown[]; lengths: NamedLength[] } {
  const schemas = [...walkPossible(contract.document, node)].map(({ schema }) => schema);
  const expected = schemas.map((schema) => schema[expectedKeyword]).filter(isSchemaObject);
  const all = [...schemas, ...expected];
  const values = all.flatMap((rules) => [
    ...['enum', 'examples'].flatMap((keyword) => (Array.isArray(rules[keyword]) ? (rules[keyword] as unknown[]) : [])),
    ...('const' in rules ? [rules['const']] : []),
    ...(isExactNumber(rules['multipleOf']) ? [rules['multipleOf']] : []),
  ]);
  const edges = listEdgesIn(all).flatMap(({ inside, outside, near = [] }) => [inside, outside, near].flat());
  const lengths = all.flatMap((rules) =>
    ['minLength', 'maxLength', 'minItems', 'maxItems'].flatMap((keyword) => {
      const length = rules[keyword];
      return typeof length === 'number' ? [{ length, documented: !expected.includes(rules) }] : [];
    }),
  );
  return { values: [...values, ...edges], lengths };
}

/** What members beside this one have that must look in a certain way: a server that takes one for the other shows it only by such a text. */
function siblingTexts(
  { at }: Member,
  { contract: { document }, members, sample }: Omit<Surroundings, 'operation'>,
): ValidValue[] {
  const parent = at.slice(0, -1).join('/');
  const isStrict = ({ node }: Member) =>
    [...walkPossible(document, node)].some(({ schema }) => 'pattern' in schema || 'format' in schema);
  return members
    .filter((other) => other.at.slice(0, -1).join('/') === parent && other.at.at(-1) !== at.at(-1) && isStrict(other))
    .map((other) => ({ name: other.at.at(-1), text: valueAt(sample.values, other.at) }))
    .filter(({ text }) => typeof text === 'string')
    .map(({ name, text }) => ({ label: `what ${name} may have`, write: () => text }));
}

function textsFor(text: string): ValidValue[] {
  return textValuesFor(text).map(([label, write]) => ({
    label,
    write: (base, token) => write(plainText(base), token),
  }));
}

/** Texts as long as a bound are made up to this length. */
const LONGEST_TEXT = 100_000;

/** Texts of just the length of a bound, of narrow and of wide characters; where it is documented, also of two UTF-16 units each. */
function lengthValues(lengths: readonly NamedLength[], unique: boolean): ValidValue[] {
  const sane = lengths.filter(({ length }) => Number.isInteger(length) && length >= 0 && length <= LONGEST_TEXT);
  return sane.flatMap(({ length, documented }) =>
    (documented ? ['a', '字', '\u{20bb7}'] : ['a', '字']).map((filler) => ({
      label: `${length} times ${filler}`,
      // Wide to the last character, where the value need not be fresh: a server may count bytes.
      write: (base: unknown, token: string) =>
        stretch(plainText(base), { length, filler, token: unique || filler === 'a' ? token : '' }),
    })),
  );
}

/** `base`, or as much of it as there is room for, at its beginning; filler; the token at the end. */
function stretch(base: string, { length, filler, token }: { length: number; filler: string; token: string }): string {
  const head = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(base)?.[0].concat('/') ?? '';
  const room = length - [...head].length - token.length;
  return room >= 0 ? head + filler.repeat(room) + token : filler.repeat(length);
}

function stretchList(items: readonly unknown[], length: number): unknown[] {
  return Array.from({ length }, (_, index) => another(items[index % items.length], Math.floor(index / items.length)));
}

/** One more such item, another one where its type allows. */
function another(item: unknown, turn: number): unknown {
  if (turn === 0) return item;
  if (typeof item === 'string') return `${item} ${turn}`;
  return typeof item === 'number' ? item + turn : item;
}

/** Lists as long as a bound are made up to this length. */
const LONGEST_LIST = 50;

function listValues(items: readonly unknown[], lengths: readonly NamedLength[]): ValidValue[] {
  const bounds = lengths.filter(({ length }) => length > 0 && length <= LONGEST_LIST && items.length > 0);
  return [
    ...bounds.map(({ length }) => ({ label: `${length} items`, write: () => stretchList(items, length) })),
    { label: 'an empty list', write: () => [] },
    { label: 'one item', write: () => items.slice(0, 1) },
    { label: 'items in another order', write: () => items.toReversed() },
    { label: 'more items', write: () => stretchList(items, 2 * items.length) },
  ];
}
