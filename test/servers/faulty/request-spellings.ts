/** The same JSON, spelt in another legal way, is not understood. */
import { readAs, refuseWhen } from '../change-stages.ts';
import { created, full, minimal, without } from '../probe/step.ts';
import { isObject, required, submitted, type Body } from '../region-members.ts';
import type { Change } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const text = (make: (body: Body) => string, body: Body = minimal()) => [created(body, { wire: [make(body)] })];
const refuseText =
  (pattern: RegExp): Change =>
  (right) => ({ parse: (source) => (pattern.test(source) ? undefined : right.parse(source)) });
const reversed = (body: Body): string => JSON.stringify(Object.fromEntries(Object.entries(body).toReversed()));
const pretty = (body: Body): string => JSON.stringify(body, null, 2);
const escaped = (body: Body): string =>
  JSON.stringify(body).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const changeSource =
  (change: (source: string) => string): Change =>
  (right) => ({ parse: (source) => right.parse(change(source)) });

const spellings: Fault[] = [
  [
    'order-by-position',
    'Members are told apart by their position.',
    readAs((value) => (isObject(value) ? byPosition(value) : value)),
    text(reversed),
  ],
  [
    'name-first',
    'region_name must be the first member.',
    refuseWhen((body) => Object.keys(body)[0] !== 'region_name'),
    text(reversed),
  ],
  [
    'sorted',
    'Members must be in the order of the alphabet.',
    refuseWhen((body) => Object.keys(body).join() !== Object.keys(body).sort().join()),
    text(reversed),
  ],
  [
    'status-last-lost',
    'status is lost when it is the last member.',
    readAs((value) => (isObject(value) && Object.keys(value).at(-1) === 'status' ? without(value, 'status') : value)),
    [created(minimal({ status: 2 }))],
    'rare',
  ],
  ['white-space', 'White space between members is refused.', refuseText(/[,{]\s+"/), text(pretty)],
  [
    'white-space-around',
    'White space around the object is refused.',
    refuseText(/^\s|\s$/),
    text((body) => `\r\n\t ${JSON.stringify(body)} \r\n`),
  ],
  ['no-white-space', 'A body without white space after its colons is refused.', refuseText(/":["\d]/), [created()]],
  [
    'unicode-escapes-refused',
    '\\uXXXX in a text is refused.',
    refuseText(/\\u[0-9a-f]{4}/i),
    text(escaped, full({ desc: '上海' })),
  ],
  [
    'unicode-escapes-kept',
    '\\uXXXX in a text is not decoded.',
    changeSource((source) => source.replace(/\\u(?=[0-9a-f]{4})/gi, '\\\\u')),
    text(escaped, full({ desc: '上海' })),
  ],
  [
    'surrogate-escapes-wrong',
    'Two \\uXXXX that make one character are decoded apart.',
    changeSource((source) => source.replace(/(\\u[d][89ab][0-9a-f]{2})(\\u[d][c-f][0-9a-f]{2})/gi, '\\ufffd\\ufffd')),
    text(escaped, full({ desc: '🚀' })),
  ],
  [
    'upper-case-escapes-wrong',
    '\\uXXXX in capitals is not decoded.',
    changeSource((source) => source.replace(/\\u(?=[0-9A-F]{4})(?=\d*[A-F])/g, '\\\\u')),
    text(
      (body) => escaped(body).replace(/\\u\w{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
      full({ desc: '数据' }),
    ),
    'rare',
  ],
  [
    'escaped-names',
    'A member whose name is written in \\uXXXX is not known.',
    changeSource((source) => source.replace(/\\u(?=[0-9a-f]{4}\w*"\s*:)/gi, '?')),
    text((body) => JSON.stringify(body).replace('"region_name"', '"\\u0072egion_name"')),
  ],
  [
    'escaped-slashes-kept',
    'An escaped slash keeps its backslash.',
    changeSource((source) => source.replaceAll('\\/', '\\\\/')),
    text((body) => JSON.stringify(body).replaceAll('/', '\\/')),
  ],
  [
    'escaped-slashes-refused',
    'An escaped slash is refused.',
    refuseText(/\\\//),
    text((body) => JSON.stringify(body).replaceAll('/', '\\/')),
  ],
];

function byPosition(value: Body): Body {
  const order = submitted.filter((name) => name in value);
  return required.every((name) => name in value)
    ? Object.fromEntries(Object.values(value).map((member, index) => [order[index] ?? String(index), member]))
    : value;
}

export const requestSpellings: FaultyServer[] = defineFaults('request-spelling', spellings);
