/** A text of the answer is trimmed, cut, or in other letters than submitted. */
import { defineFaults, type FaultyServer } from '../variant.ts';
import { cut, cutBytes, defineRows, lines, pem, text, texts, url, urls, type Row } from './text-rows.ts';

const rows: readonly Row[] = [
  ['trimmed', 'loses blanks around it', (value) => value.trim(), lines('  two blanks around  ')],
  ['end-trimmed', 'loses the line feed at its end', (value) => value.trimEnd(), lines(pem)],
  [
    'blanks-collapsed',
    'has one blank where there were two',
    (value) => value.replace(/ {2,}/g, ' '),
    texts('two  blanks'),
  ],
  ['blanks-removed', 'loses its blanks', (value) => value.replaceAll(' ', ''), texts('with a blank')],
  ['line-feeds-removed', 'loses its line feeds', (value) => value.replaceAll('\n', ''), lines(pem)],
  ['line-feeds-to-blanks', 'has blanks for line feeds', (value) => value.replaceAll('\n', ' '), lines(pem)],
  ['line-feeds-to-crlf', 'has CRLF for line feeds', (value) => value.replace(/\r?\n/g, '\r\n'), lines(pem)],
  ['crlf-to-line-feeds', 'has line feeds for CRLF', (value) => value.replaceAll('\r\n', '\n'), lines('one\r\ntwo\r\n')],
  ['line-feeds-escaped', 'has backslash and n for line feeds', (value) => value.replaceAll('\n', '\\n'), lines(pem)],
  ['first-line', 'is cut at its first line', (value) => value.split('\n')[0], lines(pem)],
  [
    'line-feed-added',
    'ends with a line feed that was not sent',
    (value) => (value === '' ? value : value.replace(/\n?$/, '\n')),
    lines('no end of line'),
  ],
  [
    'lower-cased',
    'is lower-cased',
    (value) => value.toLowerCase(),
    { ...texts('Shanghai-A'), domain: 'Apps.Example.COM', ...urls('api.example.com/V2/Path') },
  ],
  [
    'upper-cased',
    'is upper-cased',
    (value) => value.toUpperCase(),
    { ...texts('Shanghai-a'), domain: 'apps.example.com', ...urls('api.example.com/v2') },
  ],
  [
    'capitalised',
    'begins with a capital',
    (value) => value.replace(/^[a-z]/, (letter) => letter.toUpperCase()),
    { ...text('shanghai-a'), domain: 'apps.example.com' },
  ],
  [
    'last-lost',
    'loses its last character',
    (value) => value.slice(0, -1),
    { ...texts('shanghai'), domain: 'apps.example.com', ...urls('api.example.com') },
  ],
  [
    'first-lost',
    'loses its first character',
    (value) => value.slice(1),
    { ...texts('shanghai'), domain: 'apps.example.com', ...urls('api.example.com') },
  ],
  [
    'cut-at-16',
    'is cut at 16 characters',
    cut(16),
    { ...texts('s'.repeat(60)), domain: 'apps.datacentre.example.com', ...url(60) },
  ],
  [
    'cut-at-32',
    'is cut at 32 characters',
    cut(32),
    { ...text('s'.repeat(60)), domain: `${'a'.repeat(40)}.example.com` },
  ],
  ['cut-at-63', 'is cut at 63 characters', cut(63), { name: 's'.repeat(64), domain: `${'a'.repeat(52)}.example.com` }],
  [
    'cut-at-100',
    'is cut at 100 characters',
    cut(100),
    { prose: 's'.repeat(120), domain: `${'a.'.repeat(60)}example.com`, ...url(120) },
  ],
  ['cut-at-199', 'is cut at 199 characters', cut(199), { prose: 's'.repeat(200) }],
  [
    'cut-at-255',
    'is cut at 255 characters',
    cut(255),
    { file: 's'.repeat(300), domain: `${'a.'.repeat(122)}example.com.`, ...url(256) },
  ],
  ['cut-at-2000', 'is cut at 2,000 characters', cut(2000), { file: 's'.repeat(3000) }],
  ['cut-at-8191', 'is cut at 8,191 characters', cut(8191), { file: 's'.repeat(9000) }],
  ['cut-at-64-bytes', 'is cut at 64 bytes', cutBytes(64), { name: '数'.repeat(40) }],
];

export const textsCut: FaultyServer[] = defineFaults('answer-text', defineRows(rows));
