/** Writes JSON values as the texts of parameters and forms: the other way round of reading them. */
import type { Parameter } from '../../contract/operation.ts';

/** A text as it is, any other value as JSON. */
export function writeText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A text for each item of a list; one for any other value. */
export function writeTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(writeText) : [writeText(value)];
}

/** `application/x-www-form-urlencoded`: a list is a field that comes again. */
export function writeForm(body: object): string {
  const fields = Object.entries(body).flatMap(([name, value]) => writeTexts(value).map((text) => [name, text]));
  return String(new URLSearchParams(fields as [string, string][]));
}

/** The header `cookie`; undefined where there is none. */
export function writeCookies(cookies: Readonly<Record<string, unknown>> = {}): string | undefined {
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${writeText(value)}`);
  return pairs.length > 0 ? pairs.join('; ') : undefined;
}

/** What stands between the items of a list that is one text (OpenAPI 3.1, "Style Values"). */
export function separatorOf({ style }: Parameter): string {
  return style === 'pipeDelimited' ? '|' : style === 'spaceDelimited' ? ' ' : ',';
}
