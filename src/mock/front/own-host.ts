/** Which names lead to the mock: a page of another site can have its own name lead here (DNS rebinding), and no other. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** Tells of the value of a Host header, or of another host, whether it is one of the mock's. */
export type IsOwnHost = (host: string | undefined) => boolean;

/** Domains that nobody can register: on this machine, of containers and their engines, in tests. */
const reserved = /(?:^|\.)(?:localhost|internal|test)$/;

/**
 * Addresses, names of this machine, names without a dot, as containers have them, and `more`; a dot before one of these stands for
 * everything below it.
 */
export function ownHosts(listening: string, more: readonly string[] = []): IsOwnHost {
  const named = new Set([hostname(), `${hostname()}.local`, listening, ...more].map((name) => name.toLowerCase()));
  const below = [...named].filter((name) => name.startsWith('.'));
  return (host) => {
    const name = nameOf(host);
    if (name === undefined) return false;
    const isListed = named.has(name) || below.some((end) => name.endsWith(end));
    return isListed || isIP(name.replace(/^\[|\]$/g, '')) !== 0 || !name.includes('.') || reserved.test(name);
  };
}

/** Without port, and without the dot that ends a full name; undefined for what names nothing. */
function nameOf(host: string | undefined): string | undefined {
  const url = `http://${host ?? ''}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : undefined;
}

/** Whether a Host header names somebody else; what names nobody comes from no browser. */
export function isForeignHost(host: string | undefined, isOwn: IsOwnHost): boolean {
  return nameOf(host) !== undefined && !isOwn(host);
}

/** Whether only this machine reaches what listens there; anything else is found by names of which nobody here knows. */
export function isLoopback(listening: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\])$/i.test(listening);
}

/** Whether a page may be on this machine itself, as one in development is. */
export function isLocalOrigin(origin: string): boolean {
  return URL.canParse(origin) && /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);
}
