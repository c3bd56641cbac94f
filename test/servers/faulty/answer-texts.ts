/** A text of the answer is not the text that was submitted: trimmed, cut, folded, escaped, encoded anew. */
import { changeText } from '../change-stages.ts';
import { created, either, full } from '../probe/step.ts';
import { certificates } from '../region-members.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const kinds = {
  name: ['region_name', 'region_alias'],
  prose: ['desc'],
  file: certificates,
  url: ['url'],
  wsurl: ['wsurl'],
  domain: ['httpdomain'],
} as const;

/** What is done to the text, and for each kind of member a valid text that shows it. */
type Row = readonly [name: string, verb: string, change: (text: string) => unknown, samples: Partial<Record<keyof typeof kinds, string>>, rarity?: 'rare'];

const text = (sample: string) => ({ name: sample, prose: sample });
const texts = (sample: string) => ({ name: sample, prose: sample, file: sample });
const lines = (sample: string) => ({ prose: sample, file: sample });
const urls = (rest: string) => ({ url: `https://${rest}`, wsurl: `wss://${rest}` });
const cut = (length: number) => (value: string) => [...value].slice(0, length).join('');
const cutBytes = (length: number) => (value: string) => new TextDecoder().decode(Buffer.from(value).subarray(0, length)).replace(/\uFFFD$/, '');
const pem = '-----BEGIN CERTIFICATE-----\nMIIB+/aZ0=\n-----END CERTIFICATE-----\n';
const url = (length: number) => ({ url: 'https://api.example.com/'.padEnd(length, 'p'), wsurl: 'wss://ws.example.com/'.padEnd(length, 'p') });
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const rows: readonly Row[] = [
  ['trimmed', 'loses blanks around it', (value) => value.trim(), lines('  two blanks around  ')],
  ['end-trimmed', 'loses the line feed at its end', (value) => value.trimEnd(), lines(pem)],
  ['blanks-collapsed', 'has one blank where there were two', (value) => value.replace(/ {2,}/g, ' '), texts('two  blanks')],
  ['blanks-removed', 'loses its blanks', (value) => value.replaceAll(' ', ''), texts('with a blank')],
  ['line-feeds-removed', 'loses its line feeds', (value) => value.replaceAll('\n', ''), lines(pem)],
  ['line-feeds-to-blanks', 'has blanks for line feeds', (value) => value.replaceAll('\n', ' '), lines(pem)],
  ['line-feeds-to-crlf', 'has CRLF for line feeds', (value) => value.replace(/\r?\n/g, '\r\n'), lines(pem)],
  ['crlf-to-line-feeds', 'has line feeds for CRLF', (value) => value.replaceAll('\r\n', '\n'), lines('one\r\ntwo\r\n')],
  ['line-feeds-escaped', 'has backslash and n for line feeds', (value) => value.replaceAll('\n', '\\n'), lines(pem)],
  ['first-line', 'is cut at its first line', (value) => value.split('\n')[0], lines(pem)],
  ['line-feed-added', 'ends with a line feed that was not sent', (value) => (value === '' ? value : value.replace(/\n?$/, '\n')), lines('no end of line')],
  ['lower-cased', 'is lower-cased', (value) => value.toLowerCase(), { ...texts('Shanghai-A'), domain: 'Apps.Example.COM', ...urls('api.example.com/V2/Path') }],
  ['upper-cased', 'is upper-cased', (value) => value.toUpperCase(), { ...texts('Shanghai-a'), domain: 'apps.example.com', ...urls('api.example.com/v2') }],
  ['capitalised', 'begins with a capital', (value) => value.replace(/^[a-z]/, (letter) => letter.toUpperCase()), { ...text('shanghai-a'), domain: 'apps.example.com' }],
  ['last-lost', 'loses its last character', (value) => value.slice(0, -1), { ...texts('shanghai'), domain: 'apps.example.com', ...urls('api.example.com') }],
  ['first-lost', 'loses its first character', (value) => value.slice(1), { ...texts('shanghai'), domain: 'apps.example.com', ...urls('api.example.com') }],
  ['cut-at-16', 'is cut at 16 characters', cut(16), { ...texts('s'.repeat(60)), domain: 'apps.datacentre.example.com', ...url(60) }],
  ['cut-at-32', 'is cut at 32 characters', cut(32), { ...text('s'.repeat(60)), domain: `${'a'.repeat(40)}.example.com` }],
  ['cut-at-63', 'is cut at 63 characters', cut(63), { name: 's'.repeat(64), domain: `${'a'.repeat(52)}.example.com` }],
  ['cut-at-100', 'is cut at 100 characters', cut(100), { prose: 's'.repeat(120), domain: `${'a.'.repeat(60)}example.com`, ...url(120) }],
  ['cut-at-199', 'is cut at 199 characters', cut(199), { prose: 's'.repeat(200) }],
  ['cut-at-255', 'is cut at 255 characters', cut(255), { file: 's'.repeat(300), domain: `${'a.'.repeat(122)}example.com.`, ...url(256) }],
  ['cut-at-2000', 'is cut at 2,000 characters', cut(2000), { file: 's'.repeat(3000) }],
  ['cut-at-8191', 'is cut at 8,191 characters', cut(8191), { file: 's'.repeat(9000) }],
  ['cut-at-64-bytes', 'is cut at 64 bytes', cutBytes(64), { name: '数'.repeat(40) }],
  ['html-escaped', 'is HTML-escaped', escapeHtml, { ...texts('R&D <"lab">'), ...urls('api.example.com/?a=1&b=2') }],
  ['html-unescaped', 'is HTML-unescaped', (value) => value.replaceAll('&amp;', '&').replaceAll('&lt;', '<'), text('R&amp;D &lt;lab'), 'rare'],
  ['tags-stripped', 'loses what looks like a tag', (value) => value.replace(/<[^>]*>/g, ''), text('a <b>bold</b> name')],
  ['percent-decoded', 'is percent-decoded', (value) => value.replace(/%[0-9a-f]{2}/gi, decode), { ...text('100%20done'), ...urls('api.example.com/a%20b') }],
  ['percent-encoded', 'is percent-encoded', encodeURIComponent, { ...text('数据中心 one'), ...urls('api.example.com/a') }],
  ['plus-to-blank', 'has blanks for plus signs', (value) => value.replaceAll('+', ' '), { ...texts('a+b/c'), ...urls('api.example.com/?q=a+b') }],
  ['mojibake', 'is UTF-8 read as latin1', (value) => Buffer.from(value).toString('latin1'), texts('数据中心 é')],
  ['non-ascii-lost', 'has question marks beyond ASCII', (value) => value.replace(/[^\0-\x7f]/gu, '?'), texts('数据中心 é')],
  ['beyond-latin1-lost', 'has question marks beyond latin1', (value) => value.replace(/[^\0-\xff]/gu, '?'), texts('数据中心 é')],
  ['beyond-bmp-lost', 'loses emoji', (value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, ''), texts('edge 🚀 site')],
  ['beyond-bmp-replaced', 'has U+FFFD for emoji', (value) => value.replace(/[\u{10000}-\u{10ffff}]/gu, '\uFFFD'), texts('edge 🚀 site')],
  ['cut-at-emoji', 'is cut at the first emoji', (value) => value.replace(/[\u{10000}-\u{10ffff}].*$/su, ''), texts('edge 🚀 site')],
  ['joiners-lost', 'loses zero-width joiners', (value) => value.replaceAll('\u200d', ''), text('crew 👩‍🚀 site'), 'rare'],
  ['marks-lost', 'loses combining marks', (value) => value.replace(/\p{M}/gu, ''), text('Zu\u0308rich')],
  ['accents-lost', 'loses accents', (value) => value.normalize('NFD').replace(/\p{M}/gu, ''), text('Zürich')],
  ['nfc', 'is normalised to NFC', (value) => value.normalize('NFC'), text('Zu\u0308rich')],
  ['nfd', 'is normalised to NFD', (value) => value.normalize('NFD'), text('Zürich')],
  ['half-width', 'has half-width signs for full-width ones', (value) => value.normalize('NFKC'), text('机房（一号）'), 'rare'],
  ['unicode-escaped', 'has \\uXXXX within the text', (value) => value.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`), texts('数据中心')],
  ['reversed', 'is reversed', (value) => [...value].reverse().join(''), text('shanghai')],
  ['right-to-left-reversed', 'is reversed where it is right-to-left', (value) => value.replace(/\p{Script=Hebrew}+/gu, (word) => [...word].reverse().join('')), text('מרכז a'), 'rare'],
  ['zeros-lost', 'loses leading zeros', (value) => value.replace(/^0+(?=\d)/, ''), texts('007')],
  ['digits-as-number', 'is a number where it is digits only', (value) => (/^\d+$/.test(value) ? Number(value) : value), texts('12345')],
  ['null-as-null', 'is null where it is the text "null"', (value) => (value === 'null' ? null : value), texts('null')],
  ['true-as-boolean', 'is a boolean where it is the text "true"', (value) => (value === 'true' ? true : value), texts('true')],
  ['backslashes-lost', 'loses backslashes', (value) => value.replaceAll('\\', ''), texts('rack\\3')],
  ['backslashes-doubled', 'has every backslash twice', (value) => value.replaceAll('\\', '\\\\'), texts('rack\\3')],
  ['quotes-lost', 'loses quotes', (value) => value.replaceAll('"', ''), texts('the "old" site')],
  ['quotes-escaped', 'has backslashes before quotes', (value) => value.replaceAll('"', '\\"'), texts('the "old" site')],
  ['apostrophes-doubled', 'has every apostrophe twice', (value) => value.replaceAll("'", "''"), texts("Xi'an")],
  ['curly-quotes', 'has curly quotes for straight ones', (value) => value.replace(/"([^"]*)"/g, '“$1”'), text('the "old" site')],
  ['quoted', 'stands in quotes within the text', (value) => JSON.stringify(value), { ...texts('shanghai'), domain: 'apps.example.com', ...urls('api.example.com') }],
  ['hyphens-to-underscores', 'has underscores for hyphens', (value) => value.replaceAll('-', '_'), { ...texts('cn-east-1'), domain: 'my-apps.example.com', ...urls('my-api.example.com') }],
  ['underscores-to-hyphens', 'has hyphens for underscores', (value) => value.replaceAll('_', '-'), texts('cn_east_1')],
  ['dots-lost', 'loses dots', (value) => value.replaceAll('.', ''), text('v1.2.site')],
  ['slug', 'has only letters, digits and hyphens', (value) => value.replace(/[^\p{L}\p{N}-]+/gu, '-'), { name: 'east (one)' }],
  ['prefixed', 'has a prefix', (value) => `region-${value}`, { name: 'shanghai', domain: 'apps.example.com' }],
  ['slash-added', 'ends with a slash that was not sent', (value) => value.replace(/\/?$/, '/'), urls('api.example.com:8443')],
  ['slash-lost', 'loses the slash at its end', (value) => value.replace(/\/$/, ''), urls('api.example.com/v2/')],
  ['port-lost', 'loses its port', (value) => value.replace(/:\d+(?=\/|$)/, ''), urls('api.example.com:8443')],
  ['default-port-lost', 'loses a port that is the default one', (value) => value.replace(/:443(?=\/|$)/, ''), urls('api.example.com:443')],
  ['path-lost', 'loses its path', (value) => value.replace(/^(\w+:\/\/[^/]+).*$/, '$1'), urls('api.example.com/v2/regions')],
  ['query-lost', 'loses its query', (value) => value.replace(/\?.*$/, ''), urls('api.example.com/?zone=1')],
  ['fragment-lost', 'loses its fragment', (value) => value.replace(/#.*$/, ''), urls('api.example.com/#top'), 'rare'],
  ['host-lower-cased', 'has its host lower-cased', (value) => value.replace(/^\w+:\/\/[^/]+/, (host) => host.toLowerCase()), urls('API.example.com')],
  ['password-masked', 'has its password masked', (value) => value.replace(/:[^:@/]+@/, ':***@'), urls('user:secret@api.example.com'), 'rare'],
  ['scheme-lost', 'loses its scheme', (value) => value.replace(/^\w+:\/\//, ''), urls('api.example.com')],
  ['https-forced', 'has the secure scheme for the plain one', (value) => value.replace(/^(http|ws):/, '$1s:'), { url: 'http://api.example.com', wsurl: 'ws://ws.example.com' }],
  ['wildcard-lost', 'loses the wildcard in front', (value) => value.replace(/^\*\./, ''), { domain: '*.apps.example.com' }],
  ['wildcard-added', 'has a wildcard that was not sent', (value) => value.replace(/^(?!\*)/, '*.'), { domain: 'apps.example.com' }],
  ['punycode', 'is in punycode', (value) => new URL(`http://${value}`).hostname, { domain: '数据.example.com' }, 'rare'],
  ['dot-lost', 'loses the dot at its end', (value) => value.replace(/\.$/, ''), { domain: 'apps.example.com.' }, 'rare'],
  ['certificate-rewrapped', 'is wrapped at 64 columns', (value) => value.replace(/[^\n]{64}(?=[^\n])/g, '$&\n'), { file: pem.replace('MIIB', 'M'.repeat(76)) }, 'rare'],
  ['armour-lost', 'loses its BEGIN and END lines', (value) => value.replace(/-----[A-Z ]+-----\n?/g, ''), { file: pem }],
  ['digest', 'is answered as its length', (value) => `${value.length} bytes`, { file: pem }],
  ['base64', 'is answered in base64', (value) => Buffer.from(value).toString('base64'), { prose: 'about', file: pem }],
];

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const members = rows.flatMap(([name, verb, change, samples, rarity]) =>
  Object.entries(samples).flatMap(([kind, sample]) =>
    kinds[kind as keyof typeof kinds].map(
      (member): Fault => [`${member}-${name}`, `${member} ${verb}.`, changeText(member, change), [created(full({ [member]: sample }))], rarity],
    ),
  ),
);

const octets = (change: (octet: string) => string) => (value: string) => value.split('.').map(change).join('.');
const address = (name: string, verb: string, change: (text: string) => unknown, sample: string): Fault => [
  name, `tcpdomain ${verb}.`, changeText('tcpdomain', change), [created(full({ tcpdomain: sample }))],
];

const addresses: Fault[] = [
  address('padded', 'has its octets padded with zeros', octets((octet) => octet.padStart(3, '0')), '203.0.113.7'),
  address('reversed', 'has its octets in reverse', (value) => value.split('.').reverse().join('.'), '203.0.113.7'),
  address('integer', 'is answered as an integer in a text', (value) => String(value.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)), '203.0.113.7'),
  address('network', 'has 0 for its last octet', (value) => value.replace(/\d+$/, '0'), '203.0.113.7'),
  address('mapped', 'is mapped into IPv6', (value) => `::ffff:${value}`, '203.0.113.7'),
  address('with-port', 'has a port that was not sent', (value) => `${value}:80`, '203.0.113.7'),
  address('cut-at-14', 'is cut at 14 characters', cut(14), '203.113.113.207'),
  address('last-lost', 'loses its last character', (value) => value.slice(0, -1), '203.0.113.7'),
];

/** Shown by values outside the expected domain only: a server may refuse them; one that takes them must echo them. */
const openValues: Fault[] = [
  ...(['region_name', 'region_alias'] as const).map((member): Fault => [
    `${member}-trimmed`,
    `${member} is taken with blanks around it and loses them.`,
    changeText(member, (value) => value.trim()),
    [either(full({ [member]: ' shanghai ' }))],
  ]),
  ['tcpdomain-lower-cased', 'tcpdomain is lower-cased.', changeText('tcpdomain', (value) => value.toLowerCase()), [either(full({ tcpdomain: 'TCP.Example.com' }))], 'rare'],
  ['url-non-ascii-encoded', 'url is percent-encoded where it is not ASCII.', changeText('url', (value) => encodeURI(decode(value))), [either(full({ url: 'https://数据.example.com/数' }))], 'rare'],
  ['region_name-cut-at-64', 'region_name is cut at 64 characters.', changeText('region_name', cut(64)), [either(full({ region_name: 'n'.repeat(80) }))]],
  ['desc-cut-at-200', 'desc is cut at 200 characters.', changeText('desc', cut(200)), [either(full({ desc: 'd'.repeat(260) }))]],
  ['url-cut-at-256', 'url is cut at 256 characters.', changeText('url', cut(256)), [either(full({ url: `https://api.example.com/${'p'.repeat(260)}` }))]],
  ['scope-unknown-private', 'A scope outside the two is taken and answered as private.', changeText('scope', (value) => (/^(private|public)$/.test(value) ? value : 'private')), [either(full({ scope: 'shared' }))]],
];

export const answerTexts: FaultyServer[] = [
  ...defineFaults('answer-text', [...members, ...addresses.map(([name, ...rest]): Fault => [`tcpdomain-${name}`, ...rest])]),
  ...defineFaults('answer-open-text', openValues),
];
