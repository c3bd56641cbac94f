/** Whether a request carries the credentials that its operation demands. As with Prism, any that are well-formed will do. */
import type { Operation, SecurityDemand } from '../../contract/operation.ts';
import { readCookies } from '../../http/value/parameter.ts';

/** The parts of a request in which credentials stand. */
export interface Credentialed {
  /** Without its question mark. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Why nobody knows who sent a request. */
export interface Unidentified {
  message: string;
  /** How to ask again: the value of `WWW-Authenticate` (RFC 9110, 11.6.1). */
  challenge: string;
}

/** Undefined where one of the alternatives is met, or nothing is demanded. A client's certificate is not looked for. */
export function checkCredentials({ security }: Operation, request: Credentialed): Unidentified | undefined {
  if (security.length === 0 || security.some((demands) => demands.every((demand) => isMet(demand, request)))) {
    return undefined;
  }
  const ways = security.map((demands) => demands.map(describeDemand).join(' and '));
  const challenges = security.flat().flatMap((demand) => challengeOf(demand) ?? []);
  return { message: `the request must carry ${ways.join(', or ')}`, challenge: [...new Set(challenges)].join(', ') };
}

function isMet({ at, word }: SecurityDemand, { query, headers }: Credentialed): boolean {
  if (!at) return true;
  if (at.in === 'query') return (new URLSearchParams(query).get(at.name) ?? '') !== '';
  const sent = headers[at.in === 'cookie' ? 'cookie' : at.name];
  const text = at.in === 'cookie' ? new Map(readCookies(sent)).get(at.name) : [sent ?? []].flat()[0];
  if (text === undefined || text.trim() === '') return false;
  return word === undefined || isWellFormed(word, text.trim());
}

function isWellFormed(word: string, text: string): boolean {
  const [, sent = '', credential = ''] = /^(\S+) +(\S.*)$/.exec(text) ?? [];
  if (sent.toLowerCase() !== word) return false;
  switch (word) {
    case 'basic': {
      const isCoded = /^[\w+/-]+=*$/.test(credential);
      return isCoded && atob(credential.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')).includes(':');
    }
    case 'bearer':
      return /^[\w.~+/-]+=*$/.test(credential);
    default:
      return true;
  }
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
