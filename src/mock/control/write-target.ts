/** Writes the values of a request as an HTTP client sends them: target, headers, body. */
import { formType, parameterKey, type Operation } from '../../contract/operation.ts';
import { writeCookies, writeText } from '../../http/write-values.ts';
import type { RequestValues } from '../../contract/zone-of.ts';
import type { ShownRequest } from '../client/shapes.ts';

/** The request with these values, in the first documented media type. */
export function writeTarget({ method, path, body, parameters }: Operation, values: RequestValues): ShownRequest {
  const filled = path.replace(/\{([^{}]*)\}/g, (_, name: string) => encodeURIComponent(writeText(values.path?.[name])));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values.query ?? {})) {
    for (const item of [value].flat()) query.append(name, writeText(item));
  }
  const cookie = writeCookies(values.cookie);
  const known = new Set(parameters.filter((each) => each.in === 'header').map((each) => parameterKey(each)));
  const headers = Object.entries(values.header ?? {}).filter(([name]) => known.has(name.toLowerCase()));
  const mediaType = body?.contents[0]?.mediaType ?? 'application/json';
  return {
    method: method.toUpperCase(),
    target: query.size > 0 ? `${filled}?${query}` : filled,
    headers: {
      ...Object.fromEntries(headers.map(([name, value]) => [name, writeText(value)])),
      ...(cookie === undefined ? {} : { cookie }),
      ...(values.body === undefined ? {} : { 'content-type': mediaType }),
    },
    ...(values.body === undefined ? {} : { body: writeBody(values.body, mediaType) }),
  };
}

function writeBody(value: unknown, mediaType: string): string {
  if (mediaType !== formType || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([name, member]): [string, string] => [name, writeText(member)]);
  return String(new URLSearchParams(pairs));
}
