/** Writes where the operations of pages are reached, and what lets a request in. */
import type { SchemaObject } from '../../contract/schema.ts';
import type { Page, PageOperation } from '../operation/page.ts';
import type { ShownHeader } from '../scan/block.ts';

/** The base addresses of pages, each once. */
export function listServers(pages: readonly Page[]): string[] {
  const urls = pages.flatMap(({ common }) =>
    common.servers.flatMap((text) => text.match(/https?:\/\/[^\s<>()"'`*，。]+/g) ?? []),
  );
  return [...new Set(urls.map((url) => url.replace(/[.,;]?\/?$/, '')))];
}

/**
 * The security of an operation: the credential that its request shows, else the one that its page names for all. A header that has a
 * row of its own stays what its row says. Adds what is new to `schemes`.
 */
export function securityOf(
  { shown, parameters }: PageOperation,
  { common }: Page,
  schemes: Map<string, SchemaObject>,
): SchemaObject[] | undefined {
  const own = shown.filter(isCredential);
  const [credential] = own.length > 0 ? own : common.credentials;
  if (!credential) return undefined;
  const hasRow = parameters.some(
    ({ name, place }) => place === 'header' && name.toLowerCase() === credential.name.toLowerCase(),
  );
  if (hasRow) return undefined;
  const { key, scheme } = schemeOf(credential);
  schemes.set(key, scheme);
  return credential.isOptional === true ? [{ [key]: [] }, {}] : [{ [key]: [] }];
}

function isCredential({ name }: ShownHeader): boolean {
  return /^authorization$|^x-[a-z-]*(?:key|token)$|^api[_-]?key$/i.test(name);
}

function schemeOf({ name, value }: ShownHeader): { key: string; scheme: SchemaObject } {
  if (/^authorization$/i.test(name)) {
    const [, word = ''] = /^["'`<{]*(bearer|basic)\b/i.exec(value) ?? [];
    if (word !== '') return { key: word.toLowerCase(), scheme: { type: 'http', scheme: word.toLowerCase() } };
  }
  return { key: name.replaceAll(/[^\w-]/g, ''), scheme: { type: 'apiKey', in: 'header', name } };
}
