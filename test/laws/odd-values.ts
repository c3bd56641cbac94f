/** JSON objects with odd members: missing, of another type, too large, too deep, or strangely named. */
import {
  either,
  jsonOf,
  oddParts,
  requestOf,
  type Expectation,
  type OddRequest,
  type OddTarget,
} from './odd-request.ts';

const wrongValues: Readonly<Record<'string' | 'integer', readonly unknown[]>> = {
  string: [7, true, null, ['a'], { a: 'b' }],
  integer: ['1', 1.5, false, null, [1], { value: 1 }],
};

/** Each required member missing, each member of each wrong type, and all of them at once. */
function oddMembers(target: OddTarget): OddRequest[] {
  const ask = (sentence: string, changes: Readonly<Record<string, unknown>>, names: readonly string[]) =>
    oddParts(sentence, [requestOf(target, jsonOf(target, changes))], [400], { names });
  const members = Object.entries(target.types);
  const all = members.map(([name]) => name);
  return [
    ...target.required.map((name) => ask(`${name} missing`, { [name]: undefined }, [name])),
    ...members.flatMap(([name, type]) =>
      wrongValues[type].map((value) => ask(`${name} as ${JSON.stringify(value)}`, { [name]: value }, [name])),
    ),
    ask('every member null', Object.fromEntries(all.map((name) => [name, null])), all),
    ask(
      'every required member missing',
      Object.fromEntries(target.required.map((name) => [name, undefined])),
      target.required,
    ),
  ];
}

function nested(open: string, close: string, levels: number): string {
  return `${open.repeat(levels)}1${close.repeat(levels)}`;
}

/** Objects that only raw text can say, or whose odd members the document does not speak of. */
export function oddValues(target: OddTarget): OddRequest[] {
  const integer = Object.keys(target.types).find((name) => target.types[name] === 'integer') ?? '';
  const string = target.required[0] ?? '';
  const raw = (sentence: string, member: string, statuses: readonly number[], expectation: Expectation = {}) =>
    oddParts(
      sentence,
      [requestOf(target, `${jsonOf(target, { [integer]: undefined }).slice(0, -1)},${member}}`)],
      statuses,
      expectation,
    );
  const open = (sentence: string, changes: Readonly<Record<string, unknown>>) =>
    oddParts(sentence, [requestOf(target, jsonOf(target, changes))], either);
  return [
    ...oddMembers(target),
    raw('an integer written as 1.0', `"${integer}":1.0`, [201]),
    raw('an integer written as 10e-1', `"${integer}":10e-1`, [201]),
    raw('an integer that is -0', `"${integer}":-0`, [201]),
    raw('an integer written as 1e2', `"${integer}":1e2`, either),
    raw('an integer beyond 2^53', `"${integer}":9007199254740993`, either),
    raw('an integer of four hundred digits', `"${integer}":${'9'.repeat(400)}`, either),
    raw('an integer of 1e308', `"${integer}":1e308`, either),
    raw('an integer of 1e999', `"${integer}":1e999`, [400], { names: [integer] }),
    raw('an integer of -1e999', `"${integer}":-1e999`, [400], { names: [integer] }),
    raw('an integer of 1e-400', `"${integer}":1e-400`, either),
    raw('the same member twice', `"${integer}":1,"${integer}":2`, either),
    raw('the same member twice, the last of a wrong type', `"${string}":1`, [400], { names: [string] }),
    raw(
      'the same member twice, once by escapes',
      `"${integer}":1,"\\u${integer.charCodeAt(0).toString(16).padStart(4, '0')}${integer.slice(1)}":"x"`,
      either,
    ),
    raw('a member __proto__', '"__proto__":{"polluted":true}', either),
    raw('a member __proto__ that is null', '"__proto__":null', either),
    raw('a member constructor', '"constructor":{"prototype":{"polluted":true}}', either),
    raw(
      'members named like the methods of every object',
      '"toString":1,"hasOwnProperty":2,"valueOf":3,"toJSON":4',
      either,
    ),
    raw('a member with an empty name', '"":1', either),
    raw('a member named by a JSON Pointer', '"/a~1b/~0":1', either),
    raw('a lone surrogate by escape', `"extra":"\\ud800"`, either),
    raw('a lone surrogate in a known member', `"${string}":"a\\udc00b"`, either),
    raw(
      'ten thousand unknown members',
      Array.from({ length: 10_000 }, (_, index) => `"member${index}":${index}`).join(','),
      either,
    ),
    raw('an unknown member nested 50 levels deep', `"extra":${nested('[', ']', 50)}`, either),
    raw('an unknown member nested 150 levels deep', `"extra":${nested('[', ']', 150)}`, either),
    open('NUL in a string', { [string]: 'a\0b' }),
    open('every control character in a string', {
      [string]: String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code)),
    }),
    open('an empty string', { [string]: '' }),
    open('a string of white space', { [string]: ' \t\n' }),
    open('a string of 100,000 characters', { [string]: 'x'.repeat(100_000) }),
    open('a string of 300,000 Chinese characters', { [string]: '数'.repeat(300_000) }),
    open('a string of emoji and right-to-left marks', { [string]: '👩‍👩‍👧‍👦\u202e\u200f\ufeff' }),
    open('a string that looks like markup', { [string]: '<script>alert(1)</script>' }),
    open('a string that looks like SQL', { [string]: "'; drop table regions; --" }),
    open('a string of CR and LF, as if to split a header', { [string]: 'a\r\nset-cookie: b=c\r\n\r\n' }),
    open('a string of 150 brackets', { [string]: '[{'.repeat(75) }),
    open('an unknown member with a name of 10,000 characters', { ['n'.repeat(10_000)]: 1 }),
    open('an integer below every known one', { [integer]: -1 }),
    ...deep(target),
  ];
}

function deep(target: OddTarget): OddRequest[] {
  const bodies: readonly (readonly [string, string])[] = [
    ['100,000 arrays in one another', nested('[', ']', 100_000)],
    ['100,000 objects in one another', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['100,000 opening brackets', '['.repeat(100_000)],
    ['100,000 opening braces', '{"a":'.repeat(100_000)],
    ['a known member 100,000 arrays deep', `{"${target.required[0] ?? ''}":${nested('[', ']', 100_000)}}`],
  ];
  return bodies.map(([sentence, body]) => oddParts(sentence, [requestOf(target, body)], [400]));
}
