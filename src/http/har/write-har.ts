/** Writes exchanges as a HAR 1.2 file (W3C draft "HTTP Archive format"), without what is secret in them. */
import { isUtf8 } from 'node:buffer';
import { plainText } from '../../contract/name-text.ts';
import { Redactor } from '../display/redactor.ts';
import { variableOf } from '../display/write-curl.ts';
import { isSecretName } from '../display/secret-name.ts';
import { findSecrets, hideInAddress, hideMembers, type IsSecret } from './secret-values.ts';

/** An exchange as it went over the wire, but for the answer's content encoding. */
export interface WrittenExchange {
  /** Milliseconds since 1970, when it began. */
  at: number;
  /** Milliseconds. */
  duration: number;
  method: string;
  /** Absolute. */
  url: string;
  requestHeaders: HeaderValues;
  /** Undefined where it was not kept; then its length is. */
  requestBody: Uint8Array | undefined;
  /** Bytes that there were, where some of them are not here. */
  requestSize?: number | undefined;
  /** 0 where no answer was sent. */
  status: number;
  responseHeaders: HeaderValues;
  responseBody: Uint8Array | undefined;
  responseSize?: number | undefined;
  comment?: string | undefined;
}

type HeaderValues = Readonly<Record<string, unknown>>;

/** What stands before the entries and behind them. */
export function harFrame(tool: { name: string; version: string }): { head: string; tail: string } {
  const creator = JSON.stringify(tool);
  return { head: `{"log":{"version":"1.2","creator":${creator},"entries":[\n`, tail: '\n]}}\n' };
}

/** A whole file. */
export function writeHar(
  exchanges: readonly WrittenExchange[],
  { tool, hide }: { tool: { name: string; version: string }; hide: HideSecrets },
): string {
  const { head, tail } = harFrame(tool);
  return head + exchanges.map((exchange) => writeHarEntry(exchange, hide)).join(',\n') + tail;
}

/** An entry, on one line. */
export function writeHarEntry(exchange: WrittenExchange, hide: HideSecrets): string {
  const { at, duration, method, status, requestHeaders, responseHeaders, comment } = exchange;
  const redactor = hide.redactorFor(exchange);
  const address = (text: string): string =>
    redactor.redact(hideMembers(hideInAddress(text, hide.isSecret, placeholder)));
  const url = address(exchange.url);
  const time = Math.round(duration * 10) / 10;
  const typeOf = (headers: HeaderValues): string => redactor.redact(textOf(headers['content-type']) ?? '');
  const sent = shownBody(exchange.requestBody, redactor);
  const received = shownBody(exchange.responseBody, redactor);
  const bodySize = exchange.requestSize ?? sent.size;
  return JSON.stringify({
    startedDateTime: new Date(at).toISOString(),
    time,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: listHeaders(withLength(requestHeaders, bodySize), { redactor, isSecret: hide.isSecret }),
      queryString: [...(URL.parse(url)?.searchParams ?? [])].map(([name, value]) => ({ name, value })),
      ...postData(typeOf(requestHeaders), sent),
      headersSize: -1,
      bodySize,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: listHeaders(responseHeaders, { redactor, isSecret: hide.isSecret }),
      content: {
        ...received.content,
        size: exchange.responseSize ?? received.size,
        mimeType: typeOf(responseHeaders),
      },
      redirectURL: address(textOf(responseHeaders['location']) ?? ''),
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(comment === undefined ? {} : { comment: redactor.redact(comment) }),
  });
}

/** A length that is not the one of what is written would say that something is missing. */
function withLength(headers: HeaderValues, size: number): HeaderValues {
  return headers['content-length'] === undefined || size < 0 ? headers : { ...headers, 'content-length': size };
}

function postData(mimeType: string, { content, size }: ShownBody): object {
  if (size === 0 || (size < 0 && mimeType === '')) return {};
  return { postData: { mimeType, ...content } };
}

interface ShownBody {
  content: { text?: string; encoding?: 'base64' };
  /** Bytes of what is shown; -1 where nothing is. */
  size: number;
}

/** As text, or where it is none in base64. */
function shownBody(body: Uint8Array | undefined, redactor: Redactor): ShownBody {
  if (body === undefined) return { content: {}, size: -1 };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  if (isUtf8(bytes)) {
    const text = hideIn(bytes.toString(), redactor);
    return { content: { text }, size: Buffer.byteLength(text) };
  }
  const hidden = Buffer.from(redactor.redact(bytes.toString('latin1')), 'latin1');
  return { content: { text: hidden.toString('base64'), encoding: 'base64' }, size: hidden.length };
}

function hideIn(text: string, redactor: Redactor): string {
  const hidden = hideMembers(text);
  return /^\s*[[{"]/.test(hidden) ? redactor.redactJson(hidden) : redactor.redact(hidden);
}

function listHeaders(
  headers: HeaderValues,
  { redactor, isSecret }: { redactor: Redactor; isSecret: IsSecret },
): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [value].flat().map((text) => ({
          name: redactor.redact(name),
          value: isSecret(name)
            ? placeholder(name)
            : redactor.redact(hideInAddress(plainText(text), isSecret, placeholder)),
        })),
  );
}

function placeholder(name: string): string {
  return `$${variableOf(name)}`;
}

function textOf(header: unknown): string | undefined {
  return header === undefined ? undefined : [header].flat().join(', ');
}

/** Knows what is secret in an exchange. */
export interface HideSecrets {
  redactorFor(exchange: WrittenExchange): Redactor;
  isSecret: IsSecret;
}

/** How many secrets of earlier exchanges are looked for in later ones, the newest, and how many letters they may have together. */
const REMEMBERED = { secrets: 60, letters: 8_000 };

/** How much of a body is searched for secrets, in bytes. */
const SEARCHED = 64 * 1024;

/** Secrets of an exchange, and those that the ones before it had: what a login answers is sent with what follows. */
export function createHider(isSecret: IsSecret = isSecretName): HideSecrets {
  let known = new Map<string, string>();
  let redactor = new Redactor({});
  return {
    isSecret,
    redactorFor({ requestHeaders, responseHeaders, requestBody, responseBody, url }) {
      const texts = [requestBody, responseBody].flatMap((body) =>
        body === undefined ? [] : [Buffer.from(body.subarray(0, SEARCHED)).toString()],
      );
      const own = [
        ...findSecrets({ headers: requestHeaders, url, texts, isSecret }),
        ...findSecrets({ headers: responseHeaders, url: '', texts: [], isSecret }),
      ];
      const isNew = own.some(([, value]) => !known.has(value));
      for (const [name, value] of own) {
        known.delete(value);
        known.set(value, name);
      }
      if (!isNew) return redactor;
      known = newestOf(known, new Set(own.map(([, value]) => value)));
      redactor = new Redactor(
        {},
        [...known].map(([value, name]) => [name, value]),
      );
      return redactor;
    },
  };
}

function newestOf(secrets: ReadonlyMap<string, string>, own: ReadonlySet<string>): Map<string, string> {
  let letters = 0;
  const kept = [...secrets].toReversed().filter(([value], index) => {
    letters += value.length;
    return own.has(value) || (index < REMEMBERED.secrets && letters <= REMEMBERED.letters);
  });
  return new Map(kept.toReversed());
}
