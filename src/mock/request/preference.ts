/** What a client prefers (RFC 7240 `Prefer`, or Prism's query parameters `__code`, `__example`, `__dynamic`). */
import { plainText } from '../../contract/name-text.ts';
import { isFaultKind, type FaultKind } from '../trouble/fault.ts';

/** Which answer is wanted. */
export interface Preference {
  code?: number;
  example?: string;
  dynamic?: boolean;
}

/** What shall go wrong on the way to the client. */
export interface Trouble {
  /** Milliseconds. */
  wait?: number;
  fault?: FaultKind;
}

export interface Wishes {
  preference: Preference;
  trouble: Trouble;
}

/** The names that the mock knows; in the query they have two underscores before them. */
export const wishNames = ['code', 'example', 'dynamic', 'wait', 'fault'] as const;

/** Longest wait that a client may ask for, in milliseconds. */
const LONGEST_WAIT = 600_000;

/** Of a request that asks for nothing beside itself. */
export const noWishes: Wishes = { preference: {}, trouble: {} };

/** Reads what the mock knows; other preferences, and values that are none, are ignored as RFC 7240 asks. */
export function readWishes(header: string | undefined, query: URLSearchParams): Wishes {
  const wanted = header === undefined ? fromQuery(query) : fromHeader(header);
  const code = wanted.get('code');
  const dynamic = wanted.get('dynamic');
  const example = wanted.get('example');
  const wait = wanted.get('wait') ?? '';
  const fault = wanted.get('fault');
  return {
    preference: {
      ...(code !== undefined && /^\d{3}$/.test(code) ? { code: Number(code) } : {}),
      ...(example ? { example } : {}),
      ...(dynamic === 'true' || dynamic === 'false' ? { dynamic: dynamic === 'true' } : {}),
    },
    trouble: {
      ...(/^\d{1,6}$/.test(wait) && Number(wait) <= LONGEST_WAIT ? { wait: Number(wait) } : {}),
      ...(fault !== undefined && isFaultKind(fault) ? { fault } : {}),
    },
  };
}

/** The `Preference-Applied` header (RFC 7240, section 3); undefined where nothing was asked. */
export function formatPreference(applied: Preference & Trouble): string | undefined {
  const pairs = Object.entries(applied).map(([name, value]) => `${name}=${plainText(value)}`);
  return pairs.length > 0 ? pairs.join(', ') : undefined;
}

function fromHeader(header: string): Map<string, string> {
  const pairs = header.split(/[,;]/).map((part) => {
    const [name = '', ...value] = part.split('=');
    return [
      name.trim().toLowerCase(),
      value
        .join('=')
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    ] as const;
  });
  return new Map(pairs);
}

function fromQuery(query: URLSearchParams): Map<string, string> {
  return new Map([...query].filter(([name]) => name.startsWith('__')).map(([name, value]) => [name.slice(2), value]));
}
