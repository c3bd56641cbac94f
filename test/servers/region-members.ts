/** The members of the documented request and answer, written down from the page. */

export type Body = Record<string, unknown>;

export const path = '/openapi/v2/manage/regions';

export const required = ['region_name', 'region_alias', 'url', 'wsurl', 'httpdomain', 'tcpdomain'] as const;
export const certificates = ['ssl_ca_cert', 'cert_file', 'key_file'] as const;
export const optional = ['scope', 'status', 'desc', ...certificates] as const;
export const submitted = [...required, ...optional] as const;

/** Members of the answer that may be null. */
export const nullable: readonly string[] = ['token', ...certificates];
/** Members that no answer may lack. */
export const promised = ['region_id', ...required, 'status'] as const;
export const answered = ['region_id', 'token', ...submitted] as const;

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a request by the document's table of parameters; undefined when nothing is. */
export function findFlaw(value: unknown): string | undefined {
  if (!isObject(value)) return 'the body is not an object';
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) return `${missing} is missing`;
  const wrong = submitted.find((name) => name in value && !hasType(name, value[name]));
  return wrong === undefined ? undefined : `${wrong} has the wrong type`;
}

function hasType(name: string, value: unknown): boolean {
  return name === 'status' ? Number.isSafeInteger(value) : typeof value === 'string';
}
