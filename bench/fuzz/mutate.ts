/** Real bytes and real values, spoiled a little in ways that hurt. */
import * as fc from 'fast-check';
import type { Dice } from './dice.ts';

/** What breaks readers: ends of texts and numbers, things that mean something to somebody, too much of one thing. */
const pieces: readonly string[] = [
  '\0',
  '\r',
  '\u001B[2J',
  '\uFEFF',
  '\uD800',
  '\u202E',
  '\u2028',
  '"',
  "'",
  '`',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '&a ',
  '*a',
  '!!js/function ',
  '%',
  '%00',
  '%zz',
  '\\',
  '../',
  '|',
  '---\n',
  '```',
  '~~~',
  ': ',
  '- ',
  '\t',
  '1e400',
  '-0',
  '9'.repeat(400),
  'null',
  '__proto__',
  'constructor',
  '$ref: "#"',
  '{{}}',
  '({})',
  'a'.repeat(5_000),
  '['.repeat(3_000),
  '\n'.repeat(2_000),
  '| '.repeat(1_500),
  '> '.repeat(500),
  '  '.repeat(400),
];

/** The text after one to eight changes: bytes flipped, pieces put in, parts cut out, doubled, moved. */
export function mutateText(text: string, dice: Dice): string {
  let bytes: Buffer = Buffer.from(text);
  for (let count = 1 + dice.below(8); count > 0; count -= 1) bytes = mutateOnce(bytes, dice);
  return bytes.toString();
}

/** The same of bytes, which need be no text. */
export function mutateBytes(bytes: Buffer, dice: Dice): Buffer {
  let mutated = bytes;
  for (let count = 1 + dice.below(6); count > 0; count -= 1) mutated = mutateOnce(mutated, dice);
  return mutated;
}

function mutateOnce(bytes: Buffer, dice: Dice): Buffer {
  const at = dice.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + dice.below(dice.pick([2, 20, 300])));
  const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  switch (dice.below(7)) {
    case 0:
      return Buffer.concat([before, Buffer.from(dice.pick(pieces)), bytes.subarray(at)]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, part, part, after]);
    case 3:
      return Buffer.concat([before, Buffer.from(part.toReversed()), after]);
    case 4:
      return Buffer.concat([before, Buffer.from(dice.draw(fc.string({ unit: 'binary' }))), after]);
    case 5:
      return before;
    default:
      return Buffer.concat([before, Buffer.of(dice.below(256)), bytes.subarray(Math.min(bytes.length, at + 1))]);
  }
}

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'string',
  '#/',
  [],
  {},
  [[]],
  { $ref: '#' },
  { $ref: '#/components' },
  { allOf: [{ $ref: '#' }] },
  { type: 'object', additionalProperties: { $ref: '#/paths' } },
  { pattern: '(' },
  { pattern: '^(a+)+$' },
  { minLength: 1e9 },
  { minItems: 1e9, type: 'array' },
  { multipleOf: 1e-300, type: 'number' },
  { enum: [] },
  { not: {} },
];

/** A copy of plain data with one to four of its parts replaced, removed, moved or nested in themselves. */
export function mutateValue(value: unknown, dice: Dice): unknown {
  const copy = structuredClone(value);
  for (let count = 1 + dice.below(4); count > 0; count -= 1) changeSome(copy, dice);
  return copy;
}

function changeSome(root: unknown, dice: Dice): void {
  const places: [holder: Record<string, unknown>, name: string][] = [];
  collect(root, places);
  if (places.length === 0) return;
  const [holder, name] = dice.pick(places);
  const [other, otherName] = dice.pick(places);
  switch (dice.below(5)) {
    case 0:
      delete holder[name];
      return;
    case 1:
      holder[name] = structuredClone(other[otherName]);
      return;
    case 2:
      holder[name] = dice.draw(fc.jsonValue({ maxDepth: 3 }));
      return;
    case 3:
      if (!Array.isArray(holder)) holder[dice.pick(pieces).slice(0, 50)] = structuredClone(holder[name]);
      return;
    default:
      // Never the value itself: what is put into it later would be in every other, or in itself.
      holder[name] = structuredClone(dice.pick(oddValues));
  }
}

function collect(value: unknown, places: [Record<string, unknown>, string][]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    places.push([value as Record<string, unknown>, name]);
    collect(inner, places);
  }
}
