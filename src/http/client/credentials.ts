/** Credentials: what a request carries to be let in, by the schemes of the document, and requests that carry none, or wrong ones. */
import { percentEncode } from '../value/percent-encode.ts';
import type { Operation, SecurityDemand } from '../../contract/operation.ts';
import type { SentRequest } from './exchange.ts';

/** What stands for a credential that is well-formed and nobody's: a mock, which takes any other, refuses it. */
export const wrongCredential = 'docpact-wrong-credential';

/** The same for the scheme `basic`, which has a name and a password. */
export const wrongPair = 'docpact:wrong';

/** What of its credentials a request carries: what was given, or what must not be enough. */
export type CredentialState = 'given' | 'none' | 'empty' | 'malformed' | 'wrong';

type Placed = SecurityDemand & { at: NonNullable<SecurityDemand['at']> };

export interface GivenCredentials {
  /** By the scheme's name in the document: a key, a token, or `user:password`. */
  schemes: Readonly<Record<string, string>>;
  /** The user's own headers, names in lower case: they may be credentials, too. */
  headers: Readonly<Record<string, string>>;
}

export class Credentials {
  readonly #given: GivenCredentials;

  constructor(given: GivenCredentials) {
    this.#given = given;
  }

  /** The alternatives of the operation's demands that can be met with what was given. */
  met(operation: Operation): readonly (readonly Placed[])[] {
    return operation.security
      .map((demands) => demands.filter(isPlaced))
      .filter((demands) => demands.every((demand) => this.#valueFor(demand) !== undefined));
  }

  /** Whether the operation demands some, and none of its alternatives was given. */
  lacks(operation: Operation): boolean {
    const isOpen = operation.security.some((demands) => demands.length === 0);
    return operation.security.length > 0 && !isOpen && !this.met(operation).some(({ length }) => length > 0);
  }

  /** The request with the credentials of its first alternative that can be met, or with what `state` says in their place. */
  apply(request: SentRequest, operation: Operation, state: CredentialState = 'given'): SentRequest {
    const demands = this.met(operation).find(({ length }) => length > 0);
    if (!demands) return request;
    const bare = operation.security.flat().filter(isPlaced).reduce(without, request);
    if (state === 'none') return bare;
    return demands.reduce((built, demand) => withText(built, demand, this.#textFor(demand, state)), bare);
  }

  #textFor(demand: Placed, state: Exclude<CredentialState, 'none'>): string {
    const word = demand.word === undefined ? '' : `${demand.word[0]?.toUpperCase()}${demand.word.slice(1)} `;
    switch (state) {
      case 'given':
        return this.#valueFor(demand) ?? '';
      case 'empty':
        return '';
      case 'malformed':
        return word === '' ? '?' : word.trim();
      case 'wrong':
        return word + (demand.word === 'basic' ? btoa(wrongPair) : wrongCredential);
    }
  }

  /** As it stands in the request. */
  #valueFor({ scheme, at, word }: Placed): string | undefined {
    const { schemes, headers } = this.#given;
    const given = schemes[scheme];
    if (given === undefined) return at.in === 'header' ? headers[at.name] : undefined;
    if (word === undefined || /^\S+ \S/.test(given)) return given;
    const text = word === 'basic' && given.includes(':') ? Buffer.from(given).toString('base64') : given;
    return `${word[0]?.toUpperCase()}${word.slice(1)} ${text}`;
  }
}

function isPlaced(demand: SecurityDemand): demand is Placed {
  return demand.at !== undefined;
}

function without(request: SentRequest, { at: { in: place, name } }: Placed): SentRequest {
  const { [name]: _, ...headers } = request.headers;
  if (place === 'header') return { ...request, headers };
  if (place === 'query') return { ...request, url: withQuery(request.url, name) };
  return { ...request, headers: withCookie(request.headers, name) };
}

function withText(request: SentRequest, { at: { in: place, name } }: Placed, text: string): SentRequest {
  if (place === 'query') return { ...request, url: withQuery(request.url, name, text) };
  const headers = place === 'header' ? { ...request.headers, [name]: text } : withCookie(request.headers, name, text);
  return { ...request, headers };
}

/** The URL with this value of a query parameter, and no other of the name. */
function withQuery(url: string, name: string, text?: string): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
  const own = `${percentEncode(name)}=`;
  const kept = query.split('&').filter((pair) => pair !== '' && !pair.startsWith(own));
  const all = text === undefined ? kept : [...kept, own + percentEncode(text)];
  return all.length === 0 ? path : `${path}?${all.join('&')}`;
}

function withCookie(headers: SentRequest['headers'], name: string, text?: string): Record<string, string> {
  const { cookie = '', ...rest } = headers;
  const kept = cookie.split('; ').filter((pair) => pair !== '' && !pair.startsWith(`${name}=`));
  const all = text === undefined ? kept : [...kept, `${name}=${text}`];
  return all.length === 0 ? rest : { ...rest, cookie: all.join('; ') };
}

/** Credentials that any mock lets in: something to send where nobody has given any. */
export function sampleCredentials({ security }: Operation): Credentials {
  const schemes = security.flat().map(({ scheme, word }) => [scheme, word === 'basic' ? 'user:password' : 'any']);
  return new Credentials({ schemes: Object.fromEntries(schemes) as Record<string, string>, headers: {} });
}
