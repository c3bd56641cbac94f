/** Which documented content an answer claims to be. */
import type { Content } from '../contract/operation.ts';
import { fitsRange, isJson, mediaTypeOf } from '../http/value/media-type.ts';
import type { JudgedStep } from './finding.ts';

/** The contents that the document has for the answer; none where a body is not to be judged. */
export function documentedContents({ documented, exchange, operation }: JudgedStep): readonly Content[] {
  return !exchange.response || !documented || operation.method === 'head' ? [] : documented.contents;
}

/** The content whose media type the answer has; spelling and parameters are the server's choice. */
export function claimedContent(judged: JudgedStep): Content | undefined {
  const header = [judged.exchange.response?.headers['content-type'] ?? []].flat();
  if (header.length !== 1 || header[0] === undefined) return undefined;
  const [type = '', ...parameters] = header[0].split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((each) => each.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  return documentedContents(judged).find(({ mediaType }) => {
    const wanted = mediaTypeOf(mediaType);
    const unicode = !isJson(wanted) || charset === undefined || charset === 'utf-8' || charset === 'utf8';
    return unicode && fitsRange(type, wanted);
  });
}

/** The content by which a body is judged, if it is JSON: the claimed one, else the first. */
export function judgedContent(judged: JudgedStep): Content | undefined {
  const content = claimedContent(judged) ?? documentedContents(judged)[0];
  return content?.node && isJson(content.mediaType) ? content : undefined;
}
