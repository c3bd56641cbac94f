/** Formats of texts and numbers, each as its own standard has it: JSON Schema 2020-12, and OpenAPI's registry as far as it is used. */
import type { Format } from 'ajv';

type Judge = (text: string) => boolean;

/** RFC 3339, 5.6, full-date; 5.7 for the days of a month. */
const date: Judge = (text) => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
};

/** RFC 3339, 5.6, full-time: an offset is Z or has hours and minutes with a colon. A leap second is one at 23:59:60 UTC. */
const time: Judge = (text) => isTime(text, true);

function isTime(text: string, needsOffset: boolean): boolean {
  const found = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:(z)|([+-])(\d\d):(\d\d))?$/i.exec(text);
  if (!found) return false;
  const [hour = 0, minute = 0, second = 0] = found.slice(1, 4).map(Number);
  const [, , , , zulu, sign, hours, minutes] = found;
  if (needsOffset && zulu === undefined && sign === undefined) return false;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  if (hour > 23 || minute > 59 || Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59) return false;
  if (second < 60) return true;
  return second === 60 && (((hour * 60 + minute - offset) % 1_440) + 1_440) % 1_440 === 1_439;
}

/** RFC 3339, 5.6, date-time; its note lets a blank stand for the T. */
const dateTime: Judge = (text) => isDateTime(text, true);

function isDateTime(text: string, needsOffset: boolean): boolean {
  const [day = '', rest = '', ...more] = text.split(/[tT ]/);
  return more.length === 0 && date(day) && isTime(rest, needsOffset);
}

/** RFC 3339, appendix A: units follow each other without a gap, a week stands alone. */
const duration =
  /^P(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?|T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))$/;

/** RFC 9110, 5.6.7, IMF-fixdate. */
const httpDate: Judge = (text) =>
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/.test(
    text,
  ) && new Date(text).toUTCString() === text;

/** RFC 2673, 3.2, dotted-quad, without leading zeros. */
const ipv4: Judge = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);

/** RFC 4291, 2.2: eight groups, `::` for one or more of zeros, the last two as IPv4 perhaps. */
const ipv6: Judge = (text) => {
  const embedded = /^(.*:)([^:]*\.[^:]*)$/.exec(text);
  if (embedded && !ipv4(embedded[2] ?? '')) return false;
  const [head = '', tail, ...more] = (embedded ? `${embedded[1]}0:0` : text).split('::');
  if (more.length > 0) return false;
  const groups = [head, tail ?? ''].flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[\dA-Fa-f]{1,4}$/.test(group))) return false;
  return tail === undefined ? groups.length === 8 : groups.length < 8;
};

/** RFC 1123, 2.1, with the lengths of RFC 1034, 3.1: labels of letters, digits and inner hyphens, no dot at the end. */
const hostname: Judge = (text) =>
  text.length <= 253 && text.split('.').every((label) => /^[\dA-Za-z](?:[\dA-Za-z-]{0,61}[\dA-Za-z])?$/.test(label));

/** RFC 5890, 2.3.2.3 and RFC 5891, 4.2.3: U-labels and A-labels, whose ASCII forms are a hostname. */
const idnHostname: Judge = (text) => {
  if (!text.split(/[.\u3002\uff0e\uff61]/).every(isLabel)) return false;
  const name = URL.parse(`http://${text}`)?.hostname;
  return name !== undefined && (hostname(name) || /^[\d.]+$/.test(text));
};

function isLabel(label: string): boolean {
  return (
    /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}\u00b7\u0375\u05f3\u05f4\u30fb-]|\u200c|\u200d)*$/u.test(label) &&
    !label.endsWith('-') &&
    (!/^..--/u.test(label) || /^xn--/i.test(label))
  );
}

/** RFC 5321, 4.1.2, Mailbox: a dot-string or a quoted string, at a domain (one label is one, too) or an address literal; 4.5.3.1 for the lengths. */
const email: Judge = (text) => isMailbox(text, { atom: /^[\w!#$%&'*+/=?^`{|}~-]+$/, isDomain: hostname });

/** RFC 6531, 3.3: the same with any letters outside ASCII. */
const idnEmail: Judge = (text) =>
  isMailbox(text, { atom: /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+$/u, isDomain: idnHostname });

function isMailbox(text: string, { atom, isDomain }: { atom: RegExp; isDomain: Judge }): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || new TextEncoder().encode(local).length > 64 || domain.length > 255) return false;
  const isQuoted = /^"(?:[ !#-[\]-~\u0080-\u{10ffff}]|\\[ -~])*"$/u.test(local);
  if (!isQuoted && !local.split('.').every((part) => atom.test(part))) return false;
  const literal = /^\[(?:IPv6:([\dA-Fa-f:.]+)|([\d.]+))\]$/i.exec(domain);
  if (!literal) return isDomain(domain);
  return literal[1] === undefined ? ipv4(literal[2] ?? '') : ipv6(literal[1]);
}

/** Characters that stand for themselves in a URI (RFC 3986, 2.2 and 2.3), and those that an IRI has beside them (RFC 3987, 2.2). */
const plain = String.raw`A-Za-z\d\-._~!$&'()*+,;=`;
const international = String.raw`\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{efffd}`;
const privateUse = String.raw`\u{e000}-\u{f8ff}\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}`;

interface UriParts {
  userInfo: RegExp;
  name: RegExp;
  path: RegExp;
  query: RegExp;
  fragment: RegExp;
}

function uriParts(more: string, inQuery: string): UriParts {
  const of = (characters: string) => new RegExp(`^(?:[${characters}${more}]|%[\\dA-Fa-f]{2})*$`, 'u');
  return {
    userInfo: of(`${plain}:`),
    name: of(plain),
    path: of(`${plain}:@/`),
    query: of(`${plain}:@/?${inQuery}`),
    fragment: of(`${plain}:@/?`),
  };
}

const uriSyntax = uriParts('', '');
const iriSyntax = uriParts(international, privateUse);

/** RFC 3986, appendix B splits, appendix A says what each part may have. */
function isReference(text: string, parts: UriParts, needsScheme: boolean): boolean {
  const [, scheme, authority, path = '', query, fragment] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/su.exec(text) ?? [];
  if (scheme === undefined ? needsScheme : !/^[A-Za-z][\dA-Za-z+.-]*$/.test(scheme)) return false;
  if (authority !== undefined && !isAuthority(authority, parts)) return false;
  if (authority === undefined && path.startsWith('//')) return false;
  return parts.path.test(path) && parts.query.test(query ?? '') && parts.fragment.test(fragment ?? '');
}

/** RFC 3986, 3.2: user information, a host, a port of digits. */
function isAuthority(authority: string, { userInfo, name }: UriParts): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !userInfo.test(authority.slice(0, at))) return false;
  const [, literal, host = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(authority.slice(at + 1)) ?? [];
  if (port !== undefined && !/^\d*$/.test(port)) return false;
  if (literal === undefined) return !authority.slice(at + 1).startsWith('[') && name.test(host);
  return ipv6(literal) || new RegExp(`^v[\\dA-F]+\\.[${plain}:]+$`, 'i').test(literal);
}

/** RFC 6570, 2. */
const uriTemplate =
  // eslint-disable-next-line no-control-regex -- a template has none
  /^(?:[^\u0000-\u0020"'<>%\\^`{|}]|%[\dA-Fa-f]{2}|\{[+#./;?&=,!@|]?(?:\w|%[\dA-Fa-f]{2})+(?:\.(?:\w|%[\dA-Fa-f]{2})+)*(?::[1-9]\d{0,3}|\*)?(?:,(?:\w|%[\dA-Fa-f]{2})+(?:\.(?:\w|%[\dA-Fa-f]{2})+)*(?::[1-9]\d{0,3}|\*)?)*\})*$/;

/** ECMA-262, 22.2.1, with the flag u. */
const regex: Judge = (text) => {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
};

/** RFC 9110, 5.6.2, without the star, which stands for a whole range. */
const token = "[\\w!#$%&'+.^`|~-]+";

/** No format of a document's: a text that is JSON. */
export const jsonText = 'x-docpact-json';

const isJsonText: Judge = (text) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const texts: Readonly<Record<string, Judge | RegExp>> = {
  // RFC 4648, 5, with or without padding
  base64url: /^(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?)?$/,
  // RFC 4648, 4
  byte: /^(?:[\dA-Za-z+/]{4})*(?:[\dA-Za-z+/]{2}==|[\dA-Za-z+/]{3}=)?$/,
  // OpenAPI's registry: one character
  char: /^.$/su,
  date,
  'date-time': dateTime,
  'date-time-local': (text) => isDateTime(text, false) && !/(?:z|[+-]\d\d:\d\d)$/i.test(text),
  duration,
  email,
  hostname,
  'http-date': httpDate,
  'idn-email': idnEmail,
  'idn-hostname': idnHostname,
  ipv4,
  ipv6,
  iri: (text) => isReference(text, iriSyntax, true),
  'iri-reference': (text) => isReference(text, iriSyntax, false),
  'iso-date-time': (text) => isDateTime(text, false),
  'iso-time': (text) => isTime(text, false),
  // RFC 6901, 3
  'json-pointer': /^(?:\/(?:[^~/]|~0|~1)*)*$/,
  // RFC 6901, 6
  'json-pointer-uri-fragment': /^#(?:\/(?:[\w\-.!$&'()*+,;:=@]|%[\dA-Fa-f]{2}|~0|~1)*)*$/,
  // RFC 9110, 12.5.1 and 5.6.6: parameters have a token or a quoted text
  'media-range': new RegExp(
    String.raw`^(?:\*/\*|${token}/(?:\*|${token}))(?:[ \t]*;[ \t]*${token}=(?:${token}|"(?:[^"\\]|\\.)*"))*$`,
  ),
  regex,
  // draft-bhutton-relative-json-pointer-00, 3
  'relative-json-pointer': /^(?:0|[1-9]\d*)(?:[+-](?:[1-9]\d*))?(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
  // RFC 8941, 3.3.5, 3.3.6, 3.3.3 and 3.3.4
  'sf-binary': /^:[\dA-Za-z+/=]*:$/,
  'sf-boolean': /^\?[01]$/,
  'sf-string': /^"(?:[ !#-[\]-~]|\\["\\])*"$/,
  'sf-token': /^[A-Za-z*][\w!#$%&'*+.^`|~:/-]*$/,
  time,
  'time-local': (text) => isTime(text, false) && !/(?:z|[+-]\d\d:\d\d)$/i.test(text),
  uri: (text) => isReference(text, uriSyntax, true),
  'uri-reference': (text) => isReference(text, uriSyntax, false),
  'uri-template': uriTemplate,
  // WHATWG URL, 4: what has a host
  url: (text) => /^[A-Za-z][\dA-Za-z+.-]*:\/\/[^/?#]/.test(text) && URL.canParse(text),
  [jsonText]: isJsonText,
  // RFC 9562, 4: without urn:uuid:
  uuid: /^[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}$/,
};

/** The least and the greatest length of texts of a format, where it has such. */
export const textLengths: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  date: [10, 10],
  'date-time': [20, Infinity],
  ipv4: [7, 15],
  ipv6: [2, 45],
  time: [9, Infinity],
  uuid: [36, 36],
};

/** Of numbers: the least and the greatest (OpenAPI's registry). The last one of 64 bits is the greatest double below 2^63, or 2^64. */
export const numberBounds: Readonly<Record<string, readonly [least: number, greatest: number]>> = {
  double: [-Number.MAX_VALUE, Number.MAX_VALUE],
  'double-int': [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  // IEEE 754, binary32
  float: [-3.4028234663852886e38, 3.4028234663852886e38],
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63 - 1_024],
  // RFC 8941, 3.3.2 and 3.3.1
  'sf-decimal': [-999_999_999_999.999, 999_999_999_999.999],
  'sf-integer': [-999_999_999_999_999, 999_999_999_999_999],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64 - 2_048],
};

/** Whether a format is of whole numbers. */
export function isIntegerFormat(format: string): boolean {
  return /int/.test(format);
}

/** The formats as Ajv takes them. */
export function listFormats(): Map<string, Format> {
  const ofTexts = Object.entries(texts).map(([name, validate]): [string, Format] => [
    name,
    { type: 'string', validate },
  ]);
  const ofNumbers = Object.entries(numberBounds).map(([name, [least, greatest]]): [string, Format] => {
    const isWhole = isIntegerFormat(name);
    const validate = (value: number): boolean =>
      value >= least && value <= greatest && (!isWhole || Number.isInteger(value));
    return [name, { type: 'number', validate }];
  });
  return new Map([...ofTexts, ...ofNumbers]);
}
