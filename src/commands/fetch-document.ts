/** Fetches a document from an http(s) address, within bounds of time and size. */
import { get as getPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getSecure } from 'node:https';
import { ContractError } from '../errors.ts';
import { decodeText, isRemote } from '../contract/document/read-document.ts';
import { hideCredentials } from '../http/client/plain-url.ts';
import { unpackBody } from '../http/client/unpack-body.ts';
import type { TlsSettings } from '../http/client/http-target.ts';
import type { ContractOptions } from './contract-options.ts';
import { readTls, type TlsOptions } from './read-tls.ts';

/** Largest document that is fetched, in bytes. */
const LARGEST = 64 * 1024 * 1024;

/** Milliseconds that a server has until its document is there. */
const FETCH_TIME = 30_000;

/** Redirects that are followed. */
const MOST_REDIRECTS = 5;

/** Addresses by what is shown of them, where that is less. */
const whole = new Map<string, string>();

/** What an address is called in everything that is shown: without its credentials. `fetchDocument` knows it by that. */
export function nameAddress(address: string): string {
  if (!isRemote(address)) return address;
  const name = hideCredentials(address).replaceAll('…', '***');
  if (name !== address && !whole.has(address)) whole.set(name, address);
  return name;
}

/** `within`: milliseconds that a server has. */
export type FetchOptions = Pick<ContractOptions, 'header'> & TlsOptions & { within?: number };

export interface FetchedDocument {
  text: string;
  /** What the place that it came from in the end is called: what it refers to is meant from there (RFC 3986, 5.1.3). */
  address: string;
  /** What the server calls this state of it. */
  etag: string | undefined;
}

/** The document at `url`; undefined where it is still the one of `etag`. Throws a ContractError that says what came instead. */
export async function fetchDocument(
  url: string,
  options: FetchOptions,
  etag?: string,
): Promise<FetchedDocument | undefined> {
  const asked = whole.get(url) ?? url;
  let address = asked;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    // What is meant for one host is not for the one that it points to.
    const isHome = new URL(address).origin === new URL(asked).origin;
    const answer = await request(address, isHome ? options : { ...options, header: {} }, etag);
    const { statusCode = 0, headers } = answer.message;
    if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && headers.location !== undefined) {
      const next = addressOf(headers.location, address);
      if (next === undefined) throw failure(url, 'it redirects to what is no http or https address');
      address = next;
      continue;
    }
    if (statusCode === 304) return undefined;
    if (statusCode !== 200) throw failure(url, `it answers ${statusCode}`, hintFor(statusCode));
    const text = readAnswer(url, answer);
    if (text.trim() === '') throw failure(url, 'what it answers is empty');
    refusePage(url, text, String(headers['content-type'] ?? ''));
    return { text, address: address === asked ? url : nameAddress(address), etag: headers.etag };
  }
  throw failure(url, `it redirects more than ${MOST_REDIRECTS} times`);
}

function hintFor(status: number): string | undefined {
  if (status === 401 || status === 403) return "Give it what it wants: --header 'Authorization: Bearer …'.";
  return status === 404 ? 'Look for the address that the page of the API loads its document from.' : undefined;
}

interface Answer {
  message: IncomingMessage;
  body: Buffer;
}

/** Some servers pack what nobody asked them to pack. */
function readAnswer(url: string, { message, body }: Answer): string {
  const unpacked = unpackBody(body, message.headers['content-encoding'], { longest: LARGEST, zstd: true });
  if (!Buffer.isBuffer(unpacked)) throw failure(url, unpacked.message);
  try {
    return decodeText(unpacked);
  } catch (cause) {
    throw failure(url, (cause as Error).message);
  }
}

function request(
  url: string,
  { header = {}, within = FETCH_TIME, ...tls }: FetchOptions,
  etag?: string,
): Promise<Answer> {
  const settings: RequestOptions & TlsSettings = {
    headers: {
      accept: 'application/json, application/yaml, */*;q=0.5',
      ...header,
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    },
    signal: AbortSignal.timeout(within),
    ...readTls(tls),
  };
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => {
      const { code = '' } = cause as NodeJS.ErrnoException;
      const hint = /CERT|SIGNED|VERIFY/.test(code)
        ? 'Trust its certificate: --ca FILE; or any: --insecure.'
        : undefined;
      reject(failure(url, reasonOf(cause as NodeJS.ErrnoException, within), hint));
    };
    const get = url.startsWith('https:') ? getSecure : getPlain;
    get(url, settings, (message) => {
      const chunks: Buffer[] = [];
      let size = 0;
      message.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > LARGEST) message.destroy(new Error(`it is larger than ${LARGEST} bytes`));
      });
      message.on('error', fail);
      message.on('end', () => resolve({ message, body: Buffer.concat(chunks) }));
    }).on('error', fail);
  });
}

function reasonOf({ code, name, message }: NodeJS.ErrnoException, within: number): string {
  if (name === 'TimeoutError' || code === 'ABORT_ERR') return `nothing whole came within ${within / 1000} s`;
  return code !== undefined && !message.includes(code) ? `${message} (${code})` : message || String(code);
}

/** Where a reference leads from there; undefined where that is nowhere that documents are fetched from. */
function addressOf(reference: string, base: string): string | undefined {
  const address = URL.parse(reference, base);
  return address && /^https?:$/.test(address.protocol) ? address.href : undefined;
}

/** Addresses at which frameworks have the document beside its page. */
const usual = '/openapi.json, /v3/api-docs, /swagger.json, /swagger/v1/swagger.json, /api-docs';

/** A page that shows a document names it somewhere. */
function refusePage(url: string, text: string, type: string): void {
  if (!/html/.test(type) && !/^\s*<(?:!doctype|html)/i.test(text)) return;
  const [, named] = /(?:spec-?url|"?url"?)\s*[=:]\s*["']([^"']+(?:json|ya?ml|api-docs)[^"']*)["']/i.exec(text) ?? [];
  const address = named === undefined ? undefined : addressOf(named, url);
  throw failure(
    url,
    'it is a page, not a document',
    address === undefined ? `The document may be at ${usual}.` : `The page names ${address}: try that.`,
  );
}

function failure(url: string, reason: string, hint?: string): ContractError {
  return new ContractError(`${url} cannot be read: ${reason}`, hint === undefined ? {} : { hint });
}
