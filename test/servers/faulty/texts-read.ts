/** A text of the answer was taken for something else: a number, a literal, a name to be tidied. */
import { defineFaults, type FaultyServer } from '../variant.ts';
import { defineRows, text, texts, urls, type Row } from './text-rows.ts';

const rows: readonly Row[] = [
  [
    'unicode-escaped',
    'has \\uXXXX within the text',
    (value) => value.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`),
    texts('数据中心'),
  ],
  ['reversed', 'is reversed', (value) => [...value].toReversed().join(''), text('shanghai')],
  [
    'right-to-left-reversed',
    'is reversed where it is right-to-left',
    (value) => value.replace(/\p{Script=Hebrew}+/gu, (word) => [...word].toReversed().join('')),
    text('מרכז a'),
    'rare',
  ],
  ['zeros-lost', 'loses leading zeros', (value) => value.replace(/^0+(?=\d)/, ''), texts('007')],
  [
    'digits-as-number',
    'is a number where it is digits only',
    (value) => (/^\d+$/.test(value) ? Number(value) : value),
    texts('12345'),
  ],
  ['null-as-null', 'is null where it is the text "null"', (value) => (value === 'null' ? null : value), texts('null')],
  [
    'true-as-boolean',
    'is a boolean where it is the text "true"',
    (value) => (value === 'true' ? true : value),
    texts('true'),
  ],
  ['backslashes-lost', 'loses backslashes', (value) => value.replaceAll('\\', ''), texts('rack\\3')],
  ['backslashes-doubled', 'has every backslash twice', (value) => value.replaceAll('\\', '\\\\'), texts('rack\\3')],
  ['quotes-lost', 'loses quotes', (value) => value.replaceAll('"', ''), texts('the "old" site')],
  ['quotes-escaped', 'has backslashes before quotes', (value) => value.replaceAll('"', '\\"'), texts('the "old" site')],
  ['apostrophes-doubled', 'has every apostrophe twice', (value) => value.replaceAll("'", "''"), texts("Xi'an")],
  [
    'curly-quotes',
    'has curly quotes for straight ones',
    (value) => value.replace(/"([^"]*)"/g, '“$1”'),
    text('the "old" site'),
  ],
  [
    'quoted',
    'stands in quotes within the text',
    (value) => JSON.stringify(value),
    { ...texts('shanghai'), domain: 'apps.example.com', ...urls('api.example.com') },
  ],
  [
    'hyphens-to-underscores',
    'has underscores for hyphens',
    (value) => value.replaceAll('-', '_'),
    { ...texts('cn-east-1'), domain: 'my-apps.example.com', ...urls('my-api.example.com') },
  ],
  ['underscores-to-hyphens', 'has hyphens for underscores', (value) => value.replaceAll('_', '-'), texts('cn_east_1')],
  ['dots-lost', 'loses dots', (value) => value.replaceAll('.', ''), text('v1.2.site')],
  [
    'slug',
    'has only letters, digits and hyphens',
    (value) => value.replace(/[^\p{L}\p{N}-]+/gu, '-'),
    { name: 'east (one)' },
  ],
  ['prefixed', 'has a prefix', (value) => `region-${value}`, { name: 'shanghai', domain: 'apps.example.com' }],
];

export const textsRead: FaultyServer[] = defineFaults('answer-text', defineRows(rows));
