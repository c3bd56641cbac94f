/** A text of the answer is escaped, unescaped, or encoded anew. */
import { defineFaults, type FaultyServer } from '../variant.ts';
import { defineRows, text, texts, urls, type Row } from './text-rows.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

function decode(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

const rows: readonly Row[] = [
  ['html-escaped', 'is HTML-escaped', escapeHtml, { ...texts('R&D <"lab">'), ...urls('api.example.com/?a=1&b=2') }],
  [
    'html-unescaped',
    'is HTML-unescaped',
    (value) => value.replaceAll('&amp;', '&').replaceAll('&lt;', '<'),
    text('R&amp;D &lt;lab'),
    'rare',
  ],
  [
    'tags-stripped',
    'loses what looks like a tag',
    (value) => value.replace(/<[^>]*>/g, ''),
    text('a <b>bold</b> name'),
  ],
  [
    'percent-decoded',
    'is percent-decoded',
    (value) => value.replace(/%[0-9a-f]{2}/gi, decode),
    { ...text('100%20done'), ...urls('api.example.com/a%20b') },
  ],
  [
    'percent-encoded',
    'is percent-encoded',
    encodeURIComponent,
    { ...text('数据中心 one'), ...urls('api.example.com/a') },
  ],
  [
    'plus-to-blank',
    'has blanks for plus signs',
    (value) => value.replaceAll('+', ' '),
    { ...texts('a+b/c'), ...urls('api.example.com/?q=a+b') },
  ],
  ['mojibake', 'is UTF-8 read as latin1', (value) => Buffer.from(value).toString('latin1'), texts('数据中心 é')],
  [
    'non-ascii-lost',
    'has question marks beyond ASCII',
    (value) => value.replace(/[^\0-\x7f]/gu, '?'),
    texts('数据中心 é'),
  ],
  [
    'beyond-latin1-lost',
    'has question marks beyond latin1',
    (value) => value.replace(/[^\0-\xff]/gu, '?'),
    texts('数据中心 é'),
  ],
  ['beyond-bmp-lost', 'loses emoji', (value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, ''), texts('edge 🚀 site')],
  [
    'beyond-bmp-replaced',
    'has U+FFFD for emoji',
    (value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, '\uFFFD'),
    texts('edge 🚀 site'),
  ],
  [
    'cut-at-emoji',
    'is cut at the first emoji',
    (value) => value.replace(/[\u{10000}-\u{10ffff}].*$/su, ''),
    texts('edge 🚀 site'),
  ],
  ['joiners-lost', 'loses zero-width joiners', (value) => value.replaceAll('\u200d', ''), text('crew 👩‍🚀 site'), 'rare'],
  ['marks-lost', 'loses combining marks', (value) => value.replace(/\p{M}/gu, ''), text('Zu\u0308rich')],
  ['accents-lost', 'loses accents', (value) => value.normalize('NFD').replace(/\p{M}/gu, ''), text('Zürich')],
  ['nfc', 'is normalised to NFC', (value) => value.normalize('NFC'), text('Zu\u0308rich')],
  ['nfd', 'is normalised to NFD', (value) => value.normalize('NFD'), text('Zürich')],
  [
    'half-width',
    'has half-width signs for full-width ones',
    (value) => value.normalize('NFKC'),
    text('机房（一号）'),
    'rare',
  ],
];

export const textsEncoded: FaultyServer[] = defineFaults('answer-text', defineRows(rows));
