/** Texts that break real servers. Each is a way to write a valid value; whether it is one, the contract decides. */

/** Makes a text from a realistic one and from digits that no other request has. */
export type TextValue = (base: string, token: string) => string;

const pem = (kind: string, token: string, newline: string): string =>
  ['-----BEGIN', `MIIB${token}+/=`, '-----END']
    .map((line) => (line.startsWith('---') ? `${line} ${kind}-----` : line))
    .join(newline) + newline;

/** For any text, by what is odd about it. */
const plainTexts: Readonly<Record<string, TextValue>> = {
  cjk: (_, token) => `数据中心${token}`,
  emoji: (_, token) => `🚀👩‍💻${token}`,
  'beyond the BMP': (_, token) => `𠀀𝒳${token}`,
  accents: (_, token) => `Zürichnaïveÿß${token}`,
  combining: (_, token) => `Ame\u0301lien\u0303${token}`,
  'right-to-left': (_, token) => `שלום مرحبا ${token}`,
  'double quotes': (_, token) => `say"x"${token}`,
  'single quotes': (_, token) => `it's'${token}'`,
  backslashes: (_, token) => `C:\\new\\table\\${token}`,
  markup: (_, token) => `<b>a&b</b>&amp;&lt;${token}`,
  'percent escapes': (_, token) => `100%25%20%2F%41${token}`,
  'plus signs': (_, token) => `a+b+${token}`,
  'line feed': (_, token) => `first\nsecond ${token}`,
  CRLF: (_, token) => `first\r\nsecond ${token}`,
  tab: (_, token) => `a\tb ${token}`,
  'leading zeros': (_, token) => `00${token}`,
  'digits only': (_, token) => token,
  'null as text': () => 'null',
  'true as text': () => 'true',
  'a number as text': (_, token) => `1e${token.slice(-1)}`,
  hyphens: (_, token) => `a-b-${token}`,
  underscores: (_, token) => `a_b_${token}`,
  dots: (_, token) => `a.b.${token}`,
  'upper case': (_, token) => `ABC-${token}`,
  'lower case': (_, token) => `abc-${token}`,
  'mixed case': (_, token) => `aBcD-${token}`,
  'double blanks': (_, token) => `a  b  ${token}`,
  punctuation: (_, token) => `,;:!?()[]{}|~^\`@#*=&$${token}`,
  placeholders: (_, token) => `\${x}{{y}}%s{0}$1:${token}`,
  'a slash': (_, token) => `a/b/${token}`,
  'SQL in it': (_, token) => `x'; DROP TABLE t; -- ${token}`,
  empty: () => '',
  'one character': () => 'x',
  'a multi-line certificate': (_, token) => pem('CERTIFICATE', token, '\n'),
  'a certificate with CRLF': (_, token) => pem('CERTIFICATE', token, '\r\n'),
  'long, but legal': (base, token) => `${base} ${'long text '.repeat(2_000)}${token}`,
  'long without a blank': (_, token) => `${'L'.repeat(3_000)}${token}`,
};

/** The same oddities where there is no room for digits that no other request has. */
const shortTexts: Readonly<Record<string, string>> = {
  cjk: '数据',
  emoji: '🚀',
  accents: 'ñß',
  combining: 'e\u0301',
  'double quotes': 'a"b',
  'single quotes': "a'b",
  backslashes: 'a\\b',
  markup: 'a&b<b>',
  'percent escapes': 'a%20b',
  'plus signs': 'a+b',
  'line feed': 'a\nb',
  CRLF: 'a\r\nb',
  tab: 'a\tb',
  'leading zeros': '007',
  'digits only': '42',
  hyphens: 'a-b',
  underscores: 'a_b',
  dots: 'a.b',
  'upper case': 'ABC',
  'lower case': 'abc',
  'mixed case': 'aBcD',
  'double blanks': 'a  b',
  punctuation: '?*:;#',
  'a slash': 'a/b',
};

/** For URLs: the same scheme, other parts (RFC 3986). */
const urlTexts: Readonly<Record<string, TextValue>> = {
  'a port': (base, token) => `${schemeOf(base)}h${token}.example.com:8443`,
  'no port': (base, token) => `${schemeOf(base)}h${token}.example.com`,
  'a path': (base, token) => `${schemeOf(base)}h.example.com/a/b-c/${token}/`,
  'a query': (base, token) => `${schemeOf(base)}h.example.com/x?y=1&z=${token}&w=`,
  'a fragment': (base, token) => `${schemeOf(base)}h.example.com/x#part-${token}`,
  'percent escapes in the path': (base, token) => `${schemeOf(base)}h.example.com/a%20b/%E4%B8%AD/${token}`,
  'plus signs in the query': (base, token) => `${schemeOf(base)}h.example.com/a+b?q=c+d&e=${token}`,
  'the default port': (base, token) =>
    `${schemeOf(base)}h${token}.example.com:${/^(https|wss)/i.test(base) ? 443 : 80}/`,
  'a user': (base, token) => `${schemeOf(base)}user:pass@h${token}.example.com/`,
  'an IPv4 host': (base, token) => `${schemeOf(base)}192.0.2.1:8443/${token}`,
  'an IPv6 host': (base, token) => `${schemeOf(base)}[2001:db8::1]:8443/${token}`,
  'an upper-case host': (base, token) => `${schemeOf(base)}H${token}.EXAMPLE.com`,
  'a host with hyphens': (base, token) => `${schemeOf(base)}a-b--c-${token}.example-host.com`,
  'another scheme': (base, token) =>
    base.replace(
      /^([a-z]+?)(s?):.*/is,
      (_, name: string, secure: string) => `${name}${secure ? '' : 's'}://h${token}.example.com`,
    ),
  'sub-delimiters in the path': (base, token) => `${schemeOf(base)}h.example.com/a_b/~c*d!e/$f;g='h',(i)/${token}`,
  'the host localhost': (base, token) => `${schemeOf(base)}localhost:8080/${token}`,
  'a long path': (base, token) => `${schemeOf(base)}h.example.com/${'p'.repeat(150)}/${token}`,
};

/** For e-mail addresses (RFC 5321): another local part, or another domain. */
const emailTexts: Readonly<Record<string, TextValue>> = {
  'a tagged address': (_, token) => `first.last+tag${token}@example.com`,
  'an odd local part': (_, token) => `o'x_y-z%a*b${token}@example.com`,
  'an address of digits': (_, token) => `${token}@example.com`,
  'an upper-case address': (_, token) => `First.Last${token}@Example.COM`,
  'an address with every special character': (_, token) => `!#$%&'*+/=?^_\`{|}~-${token}@example.com`,
  'an address with a percent escape': (_, token) => `a%41b${token}@example.com`,
  'an address with a leading zero': (_, token) => `007.${token}@example.com`,
  'a long local part': (_, token) => `${'l'.repeat(55)}${token}@example.com`,
  'the longest address': (_, token) => `a${token}@${'sub.'.repeat(56)}example.org.co.uk`,
};

/** For names of hosts and addresses. */
const hostTexts: Readonly<Record<string, TextValue>> = {
  'a wildcard': (_, token) => `*.h${token}.example.com`,
  'a deep domain': (_, token) => `a.b.c.d.e${token}.example.co.uk`,
  'an upper-case domain': (_, token) => `H${token}.Example.COM`,
  'a host and a port': (_, token) => `h${token}.example.com:8080`,
  'a dot at its end': (_, token) => `h${token}.example.com.`,
  'a bare name': (_, token) => `host${token}`,
  'an address': (_, token) => `10.${byteOf(token, 3)}.${byteOf(token, 2)}.${byteOf(token, 1)}`,
  'another address': (_, token) => `192.168.${byteOf(token, 2)}.${byteOf(token, 1)}`,
  loopback: () => '127.0.0.1',
  'all zeros': () => '0.0.0.0',
  'all ones': () => '255.255.255.255',
  'an IPv6 address': (_, token) => `2001:db8::${token.slice(-4)}`,
};

/** For dates (RFC 3339): what calendars, epochs and clocks make of them. */
const timeTexts: Readonly<Record<string, TextValue>> = {
  'a leap day': () => '2024-02-29',
  'a date before 1970': () => '1969-07-20',
  'a date far ahead': () => '2087-12-31',
  'a leap day and its time': () => '2024-02-29T23:59:59Z',
  'a time before 1970': () => '1969-07-20T20:17:40Z',
  'a time with fractions': () => '2031-05-06T07:08:09.123Z',
  'a time with an offset': () => '2031-05-06T07:08:09+02:00',
};

const allTexts: readonly LabelledText[] = [
  ...Object.entries(plainTexts),
  ...Object.entries(urlTexts),
  ...Object.entries(hostTexts),
];

/** A way to write a text, by what is odd about it. */
export type LabelledText = readonly [label: string, write: TextValue];

/** The ways to write a text in the place of `base`. */
export function textValuesFor(base: string): readonly LabelledText[] {
  if (/^\d{4}-\d\d-\d\d/.test(base)) return [...Object.entries(timeTexts), ...allTexts];
  return base.includes('@') ? [...Object.entries(emailTexts), ...allTexts] : allTexts;
}

/** What to write where the member has no room for more; they may be there before. */
export const shortTextValues: readonly LabelledText[] = Object.entries(shortTexts).map(([label, text]) => [
  label,
  () => text,
]);

function schemeOf(base: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.exec(base)?.[0] ?? 'https://';
}

function byteOf(token: string, position: number): number {
  return Number(token.slice(-3 * position).slice(0, 3)) % 256;
}
