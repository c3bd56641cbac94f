/** Headers that say what is remembered, where the document has them: which version, where it is, how many there are. */
import { percentEncode } from '../../http/value/percent-encode.ts';
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { type DocumentedHeader, responseFor } from '../../contract/operation.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import { fillPath } from '../../http/value/path-template.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import type { OtherPage, Page } from '../store/list-things.ts';
import type { Thing } from '../store/table.ts';
import { templatesOf } from './recall-plan.ts';
import type { Recalling } from './recalled.ts';

/** `ETag`, and `Location` of what was made. */
export function thingHeaders(recalling: Recalling, { status }: Negotiated, thing: Thing): Record<string, string> {
  const { item } = recalling.plan.kept.resource;
  return documentedHeaders(recalling, status, (name) => {
    if (name === 'etag') return [tagOf(thing)];
    if (name !== 'location' || item === undefined) return [];
    const keys = new Map(templatesOf(item).map(({ name: template, key }) => [template, key]));
    const path = fillPath(item, (template) => percentEncode(thing.names[keys.get(template) ?? ''] ?? ''));
    return [path, `http://localhost${path}`];
  });
}

/** How many there are on all pages, and where the next one is (RFC 8288). */
export function pageHeaders(
  recalling: Recalling,
  { status }: Negotiated,
  { page, link }: { page: Page; link: (to: OtherPage) => string | undefined },
): Record<string, string> {
  return documentedHeaders(recalling, status, (name) => {
    if (/^(?:x?total(?:count|items|results|records)?|xcount)$/.test(plainName(name))) return [String(page.total)];
    if (/^(?:x?(?:total)?pages|xpagecount)$/.test(plainName(name))) return [String(page.pages)];
    if (name === 'link') {
      const targets = (['next', 'previous'] as const).flatMap((to) => {
        const target = link(to);
        return target === undefined ? [] : [`<${target}>; rel="${to === 'next' ? 'next' : 'prev'}"`];
      });
      return targets.length === 0 ? [] : [targets.join(', ')];
    }
    return [];
  });
}

/** Says which version of a thing it is. */
export function tagOf({ order, version }: Thing): string {
  return `"${order}-${version}"`;
}

/** The first of the values that the header's schema takes. */
function documentedHeaders(
  { contract, operation }: Recalling,
  status: number,
  valuesOf: (name: string) => readonly string[],
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { name, node } of responseFor(operation, status)?.headers ?? noHeaders) {
    const value = valuesOf(name.toLowerCase()).find((text) =>
      [text, Number(text)].some((each) => contract.validators.accepts(node, each, documentedAnswer)),
    );
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

const noHeaders: readonly DocumentedHeader[] = [];
