/** What a client prefers (RFC 7240 `Prefer`, or Prism's query parameters `__code`, `__example`, `__dynamic`). */

export interface Preference {
  code?: number;
  example?: string;
  dynamic?: boolean;
}

/** Reads the preferences that the mock knows; others, and values that are none, are ignored as RFC 7240 asks. */
export function readPreference(header: string | undefined, query: URLSearchParams): Preference {
  const wanted = header === undefined ? fromQuery(query) : fromHeader(header);
  const code = wanted.get('code');
  const dynamic = wanted.get('dynamic');
  const example = wanted.get('example');
  return {
    ...(code !== undefined && /^\d{3}$/.test(code) ? { code: Number(code) } : {}),
    ...(example ? { example } : {}),
    ...(dynamic === 'true' || dynamic === 'false' ? { dynamic: dynamic === 'true' } : {}),
  };
}

/** Whether the client asked for one answer, whatever the request and the state say. */
export function isForced({ code, example }: Preference): boolean {
  return code !== undefined || example !== undefined;
}

/** The `Preference-Applied` header (RFC 7240, section 3); undefined where nothing was asked. */
export function formatPreference(preference: Preference): string | undefined {
  const applied = Object.entries(preference).map(([name, value]) => `${name}=${String(value)}`);
  return applied.length > 0 ? applied.join(', ') : undefined;
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
