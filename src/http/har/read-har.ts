/** Reads a HAR 1.2 file (W3C draft "HTTP Archive format", sections 2 to 21), as browsers, proxies and test tools write them. */
import { basename, join } from 'node:path';
import { joinedText, plainText } from '../../contract/name-text.ts';
import { readWhole } from '../../contract/read-whole.ts';
import { isInside } from '../../contract/inside-folder.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { UsageError } from '../../errors.ts';
import { unpackAnyway } from '../client/unpack-body.ts';
import type { Aside, RecordedBody, RecordedExchange, Recording } from './recorded-exchange.ts';

export interface HarOptions {
  /** For messages. */
  name: string;
  /** Where bodies lie that stand in files of their own. */
  folder?: string;
}

type Members = Readonly<Record<string, unknown>>;

/** The exchanges of the file's text; what is no exchange with a server is counted. Throws a UsageError for what is no HAR. */
export function readHar(text: string, { name, folder }: HarOptions): Recording {
  const log = readLog(text, name);
  const entries = log['entries'] as readonly unknown[];
  const exchanges: RecordedExchange[] = [];
  const asides = new Map<Aside, number>();
  for (const [index, entry] of entries.entries()) {
    const read = readEntry(entry, { number: index + 1, folder });
    if (typeof read === 'string') asides.set(read, (asides.get(read) ?? 0) + 1);
    else exchanges.push(read);
  }
  return { exchanges, asides, entries: entries.length, redacted: membersOf(log['creator'])['name'] === 'docpact' };
}

function readLog(text: string, name: string): Members {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UsageError(`${name}: the HAR is not JSON: ${(cause as Error).message}`, {
      hint: 'Was it saved whole? Browsers save one from the list of requests: "Save all as HAR with content".',
      cause,
    });
  }
  const log = membersOf(membersOf(value)['log']);
  if (Array.isArray(log['entries'])) return log;
  throw new UsageError(`${name}: this is no HAR: it has no log with entries`, {
    hint: 'Browsers save one from the list of requests: "Save all as HAR with content".',
  });
}

interface EntryOptions {
  number: number;
  folder: string | undefined;
}

function readEntry(value: unknown, { number, folder }: EntryOptions): RecordedExchange | Aside {
  const entry = membersOf(value);
  const request = membersOf(entry['request']);
  const response = membersOf(entry['response']);
  const { method, url } = request;
  const address = typeof url === 'string' ? URL.parse(url) : null;
  if (typeof method !== 'string' || !address) return 'unreadable';
  const { status } = response;
  const sent = headersOf(request['headers']);
  const received = headersOf(response['headers']);
  const aside = whyAside(entry, { address, sent, received, status, method });
  if (aside !== undefined) return aside;
  address.hash = '';
  address.username = '';
  address.password = '';
  const requestHeaders = Object.fromEntries(
    Object.entries(sent).map(([name, texts]) => [name, texts.join(name === 'cookie' ? '; ' : ', ')]),
  );
  const { mimeType } = membersOf(request['postData']);
  if (requestHeaders['content-type'] === undefined && typeof mimeType === 'string' && mimeType !== '')
    requestHeaders['content-type'] = mimeType;
  return {
    number,
    at: typeof entry['startedDateTime'] === 'string' ? entry['startedDateTime'] : '',
    request: {
      method: method.toUpperCase(),
      url: address.href,
      headers: requestHeaders,
      body: requestBody(request, { headers: requestHeaders, folder }),
    },
    response: {
      status: status as number,
      headers:
        Object.keys(received).length === 0
          ? undefined
          : Object.fromEntries(
              Object.entries(received).flatMap(([name, texts]) =>
                // It is without its encoding here.
                name === 'content-encoding' ? [] : [[name, texts.length === 1 ? (texts[0] ?? '') : texts]],
              ),
            ),
      body: answerBody(response, { method, encoding: received['content-encoding']?.join(','), folder }),
    },
    duration: typeof entry['time'] === 'number' ? entry['time'] : 0,
  };
}

interface Facts {
  address: URL;
  method: string;
  sent: Headers;
  received: Headers;
  status: unknown;
}

/** What browsers list beside the exchanges with servers. */
function whyAside(entry: Members, { address, method, sent, received, status }: Facts): Aside | undefined {
  if (/^wss?:$/.test(address.protocol) || entry['_resourceType'] === 'websocket' || status === 101) return 'websocket';
  if (entry['_resourceType'] === 'preflight' || isPreflight(method, sent)) return 'preflight';
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 999) return 'no answer';
  const isCached = ['_fromCache', '_servedFromCache'].some(
    (name) => ![undefined, null, false].includes(entry[name] as null),
  );
  if (isCached || entry['_fetchedViaServiceWorker'] === true) return 'from a cache';
  return isUpgrade(address, status, received) ? 'sent on to https' : undefined;
}

function isPreflight(method: string, sent: Headers): boolean {
  return method.toUpperCase() === 'OPTIONS' && sent['access-control-request-method'] !== undefined;
}

/** Whether the browser itself, or what stands before the server, led from http to https and nowhere else. */
function isUpgrade(address: URL, status: number, received: Headers): boolean {
  if (received['non-authoritative-reason'] !== undefined) return true;
  const target = URL.parse(received['location']?.[0] ?? '', address.href);
  if (status < 300 || status > 399 || !target) return false;
  return (
    address.protocol === 'http:' &&
    target.protocol === 'https:' &&
    target.hostname === address.hostname &&
    target.pathname === address.pathname
  );
}

/** By names in lower case, all that came under each, in their order. */
type Headers = Readonly<Record<string, readonly string[]>>;

function headersOf(value: unknown): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const each of Array.isArray(value) ? value : []) {
    const { name, value: text } = membersOf(each);
    // HTTP/2 has its method and path among the headers: `:path`.
    if (typeof name !== 'string' || name === '' || name.startsWith(':')) continue;
    // Browsers join the lines of one name by a line feed.
    const texts = plainText(text ?? '').split('\n');
    const key = name.toLowerCase();
    const known = Object.hasOwn(found, key) ? found[key] : undefined;
    found[key] = [...new Set([...(known ?? []), ...texts])];
  }
  return found;
}

function membersOf(value: unknown): Members {
  return isSchemaObject(value) ? value : {};
}

/** The body as it went over the wire. */
function requestBody(
  request: Members,
  { headers, folder }: { headers: Readonly<Record<string, string>>; folder: string | undefined },
): RecordedBody {
  const data = membersOf(request['postData']);
  const type = headers['content-type'] ?? '';
  const length = Math.max(numberOf(headers['content-length']), numberOf(request['bodySize']));
  const text = textOf(data, folder) ?? writeForm(data, type);
  if (text === undefined) return length > 0 || Object.keys(data).length > 0 ? 'unknown' : Buffer.alloc(0);
  const body = bytesOf(text, { encoding: data['encoding'] ?? data['_encoding'], charset: charsetOf(type) });
  const isPacked = (headers['content-encoding'] ?? 'identity') !== 'identity';
  // Files are left out of what browsers record of a form, and bytes that are no text are replaced.
  const isMangled = !/json|xml|urlencoded/i.test(type) && body.includes('\u{fffd}');
  return isPacked || isMangled || (length > body.length && !/urlencoded/i.test(type)) ? 'unknown' : body;
}

function numberOf(value: unknown): number {
  const number = Number(typeof value === 'object' && value !== null ? joinedText(value) : value);
  return Number.isFinite(number) ? number : -1;
}

/** A form that is there by its fields only, where that says all of it. */
function writeForm({ params }: Members, type: string): string | undefined {
  if (!Array.isArray(params) || params.length === 0 || !/urlencoded/i.test(type)) return undefined;
  const pairs = params.map((each): [string, string] => {
    const { name, value } = membersOf(each);
    return [plainText(name), plainText(value ?? '')];
  });
  // Some write the fields as they were sent, others as they mean: what is encoded already stays so.
  const isEncoded = pairs.every((pair) => pair.every((text) => /^(?:[\w.*+~!'()-]|%[\dA-F]{2})*$/i.test(text)));
  return isEncoded && pairs.some((pair) => pair.some((text) => /%[\dA-F]{2}/i.test(text)))
    ? pairs.map((pair) => pair.join('=')).join('&')
    : new URLSearchParams(pairs).toString();
}

interface AnswerOptions {
  method: string;
  encoding: string | undefined;
  folder: string | undefined;
}

/** The body without its encoding. */
function answerBody(response: Members, { method, encoding, folder }: AnswerOptions): RecordedBody {
  const status = response['status'] as number;
  const nothing = Buffer.alloc(0);
  if (method.toUpperCase() === 'HEAD' || [204, 205, 304].includes(status)) return nothing;
  const content = membersOf(response['content']);
  const text = textOf(content, folder);
  const size = numberOf(content['size']);
  if (text === undefined) return size === 0 && numberOf(response['bodySize']) <= 0 ? nothing : 'unknown';
  const isBase64 = content['encoding'] === 'base64';
  const body = bytesOf(text, { encoding: content['encoding'], charset: charsetOf(plainText(content['mimeType'])) });
  if (body.length === 0 && size > 0) return 'unknown';
  // Some proxies keep the bytes as they were packed.
  const unpacked = isBase64 ? unpackAnyway(body, encoding) : body;
  if (unpacked !== body) return unpacked;
  return size - body.length > BYTE_ORDER_MARK ? 'unknown' : body;
}

/** Bytes that may be missing without anything being cut off: browsers drop the mark at the beginning of a text. */
const BYTE_ORDER_MARK = 3;

/** Longest body that is read from a file of its own, in bytes. */
const LONGEST_BODY = 64 * 1024 * 1024;

/** The text where it stands; else that of the file beside the HAR that is named in its place. */
function textOf({ text, _file: file }: Members, folder: string | undefined): string | Buffer | undefined {
  if (typeof text === 'string') return text;
  if (typeof file !== 'string' || folder === undefined || basename(file) !== file || !isInside(folder, file))
    return undefined;
  try {
    return readWhole(join(folder, file), { longest: LONGEST_BODY });
  } catch {
    return undefined;
  }
}

function bytesOf(text: string | Buffer, { encoding, charset }: { encoding: unknown; charset: string }): Buffer {
  if (typeof text !== 'string') return text;
  if (encoding === 'base64') return Buffer.from(text, 'base64');
  return Buffer.from(text, /^(?:iso-8859-1|latin1|windows-1252)$/.test(charset) ? 'latin1' : 'utf8');
}

function charsetOf(type: string): string {
  return (/charset\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? '').toLowerCase();
}
