/** Media types: what they are, which range they fit, and which of them an Accept header likes best. */
import type { Content } from '../../contract/operation.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';

/** Whether a media type is `wanted`, or of that range: `text/*`. */
export function fitsRange(mediaType: string, wanted: string): boolean {
  return (
    mediaType === wanted || wanted === '*/*' || (wanted.endsWith('/*') && mediaType.startsWith(wanted.slice(0, -1)))
  );
}

/**
 * The content that a content type means: the one with the same parameters, the same without them, JSON by another name,
 * or a range. A charset that JSON cannot have is another type.
 */
export function findContent(contents: readonly Content[], header: string): Content | undefined {
  const given = readRange(header, 0);
  const charset = given.parameters.get('charset')?.replaceAll('"', '').toLowerCase();
  if (isJson(mediaTypeOf(header)) && charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset)) return undefined;
  const rated = contents.flatMap((content) => {
    const rank = rankOf(readRange(content.mediaType, 0), given);
    return rank > 0 ? [{ content, rank }] : [];
  });
  return rated.toSorted((a, b) => b.rank - a.rank)[0]?.content;
}

/** How well a content type fits a documented one; 0 where it does not. */
function rankOf(documented: Range, given: Range): number {
  const mediaType = `${given.type}/${given.subtype}`;
  const wanted = `${documented.type}/${documented.subtype}`;
  if (mediaType === wanted) {
    const same = [...documented.parameters].filter(([name, value]) => given.parameters.get(name) === value).length;
    return 10 + same - (documented.parameters.size - same) / 10;
  }
  if (!fitsRange(mediaType, wanted)) return 0;
  return documented.type === '*' ? 1 : 2;
}

interface Range {
  type: string;
  subtype: string;
  parameters: ReadonlyMap<string, string>;
  quality: number;
  order: number;
}

/** The best of `offered` for the items of an Accept header (RFC 9110, section 12.5.1); undefined where none will do. */
export function chooseMediaType(accepted: readonly string[], offered: readonly string[]): string | undefined {
  const ranges = accepted.map(readRange);
  const best = choose(ranges, offered);
  if (best !== undefined) return best;
  // A range with parameters that nothing has is looked at again without them.
  const plain = ranges
    .filter(({ parameters }) => parameters.size > 0)
    .map((range) => ({ ...range, parameters: new Map() }));
  return plain.length > 0 ? choose(plain, offered) : undefined;
}

function choose(ranges: readonly Range[], offered: readonly string[]): string | undefined {
  const rated = offered.flatMap((mediaType, index) => {
    const fit = fitOf(ranges, readRange(mediaType, 0));
    return fit && fit.range.quality > 0 ? [{ mediaType, index, ...fit }] : [];
  });
  rated.sort(
    (a, b) =>
      b.range.quality - a.range.quality ||
      b.specificity - a.specificity ||
      a.range.order - b.range.order ||
      a.index - b.index,
  );
  return rated[0]?.mediaType;
}

/** The range that speaks most specifically about a media type. */
function fitOf(ranges: readonly Range[], offered: Range): { range: Range; specificity: number } | undefined {
  const fits = ranges.flatMap((range) => {
    const specificity = specificityOf(range, offered);
    return specificity === undefined ? [] : [{ range, specificity }];
  });
  return fits.sort((a, b) => b.specificity - a.specificity || b.range.quality - a.range.quality)[0];
}

function specificityOf({ type, subtype, parameters }: Range, offered: Range): number | undefined {
  const sameType = type === offered.type;
  const sameSubtype = subtype === offered.subtype;
  if ((!sameType && type !== '*') || (!sameSubtype && subtype !== '*')) return undefined;
  const fits = [...parameters].every(([name, value]) => value === '*' || offered.parameters.get(name) === value);
  if (!fits) return undefined;
  return (sameType ? 4 : 0) + (sameSubtype ? 2 : 0) + (parameters.size > 0 ? 1 : 0);
}

function readRange(text: string, order: number): Range {
  const [range = '', ...rest] = text.split(';').map((part) => part.trim());
  const [type = '', subtype = ''] = range.toLowerCase().split('/');
  const pairs = rest.map((part) => part.split('=', 2).map((side) => side.trim()) as [string, string]);
  const quality = Number(pairs.find(([name]) => name.toLowerCase() === 'q')?.[1] ?? 1);
  const parameters = new Map(
    pairs.filter(([name]) => name.toLowerCase() !== 'q').map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { type, subtype, parameters, quality: Number.isNaN(quality) ? 0 : quality, order };
}
