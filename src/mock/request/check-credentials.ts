/** Whether a request carries the credentials that its operation demands. As with Prism, any that are well-formed will do, but the one that docpact itself sends for a wrong one. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation, SecurityDemand } from '../../contract/operation.ts';
import { wrongCredential, wrongPair } from '../../http/client/credentials.ts';
import { readCookies } from '../../http/value/parameter.ts';

/** The parts of a request in which credentials stand. */
export interface Credentialed {
  /** Without its question mark. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What the contract calls its credentials, in lower case: nobody would guess that all of it is secret. */
export function credentialNames({ operations }: Contract): ReadonlySet<string> {
  const known = namesByOperations.get(operations);
  if (known) return known;
  const demands = operations.flatMap(({ security }) => security.flat());
  const names = new Set(demands.flatMap(({ at }) => at?.name.toLowerCase() ?? []));
  namesByOperations.set(operations, names);
  return names;
}

const namesByOperations = new WeakMap<Contract['operations'], ReadonlySet<string>>();

/** Why nobody knows who sent a request. */
export interface Unidentified {
  message: string;
  /** How to ask again: the value of `WWW-Authenticate` (RFC 9110, 11.6.1). */
  challenge: string;
}

/** Undefined where one of the alternatives is met, or nothing is demanded. A client's certificate is not looked for, and is no way in where there is another. */
export function checkCredentials({ security }: Operation, request: Credentialed): Unidentified | undefined {
  const visible = security.filter((demands) => demands.length === 0 || demands.some(({ at }) => at));
  if (visible.length === 0 || visible.some((demands) => demands.every((demand) => isMet(demand, request))))
    return undefined;
  const ways = security.map((demands) => demands.map(describeDemand).join(' and '));
  const challenges = security.flat().flatMap((demand) => challengeOf(demand) ?? []);
  return { message: `the request must carry ${ways.join(', or ')}`, challenge: [...new Set(challenges)].join(', ') };
}

function isMet({ at, word }: SecurityDemand, { query, headers }: Credentialed): boolean {
  if (!at) return true;
  const sent = headers[at.in === 'cookie' ? 'cookie' : at.name];
  const text =
    at.in === 'query'
      ? new URLSearchParams(query).get(at.name)
      : at.in === 'cookie'
        ? new Map(readCookies(sent)).get(at.name)
        : [sent ?? []].flat()[0];
  const credential = text?.trim() ?? '';
  if (credential.endsWith(wrongCredential)) return false;
  return word === undefined ? /[\p{L}\p{N}]/u.test(credential) : isWellFormed(word, credential);
}

function isWellFormed(word: string, text: string): boolean {
  const [, sent = '', credential = ''] = /^(\S+) +(\S.*)$/.exec(text) ?? [];
  if (sent.toLowerCase() !== word) return false;
  switch (word) {
    case 'basic': {
      const pair = decodePair(credential);
      return pair !== undefined && pair !== wrongPair;
    }
    case 'bearer':
      return /^[\w.~+/-]+=*$/.test(credential);
    default:
      return true;
  }
}

/** A name and a password out of Base64 (RFC 7617), also as URLs have it; undefined for all else. */
function decodePair(credential: string): string | undefined {
  const digits = credential.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  // No text ends in a single digit of four.
  if (!/^[A-Za-z\d+/]+$/.test(digits) || digits.length % 4 === 1) return undefined;
  const pair = atob(digits);
  return pair.includes(':') ? pair : undefined;
}

function describeDemand({ at, word, scheme }: SecurityDemand): string {
  if (!at) return `a client certificate (${scheme})`;
  if (word !== undefined) return `"Authorization: ${capitalise(word)} …" (${scheme})`;
  const place = { header: 'the header', query: 'the query parameter', cookie: 'the cookie' }[at.in];
  return `${place} ${at.name} (${scheme})`;
}

function challengeOf({ at, word, scheme }: SecurityDemand): string | undefined {
  if (!at) return undefined;
  const realm = `realm=${quote(scheme)}`;
  return word === undefined ? `ApiKey ${realm}, in="${at.in}", name=${quote(at.name)}` : `${capitalise(word)} ${realm}`;
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A quoted string as a header can hold it (RFC 9110, 5.6.4). */
function quote(text: string): string {
  return `"${text.replaceAll(/[^\u0020-\u007e]/g, '?').replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
