/** What the bytes of a request's body stand for, by its headers and by what the operation documents. */
import type { Contract } from '../contract/contract.ts';
import { formType, type Operation } from '../contract/operation.ts';
import { readForm } from '../contract/read-form.ts';
import { isJson, parseBody, type Body } from './read-body.ts';

/** A body as it came. */
export interface ArrivedBody {
  bytes: Buffer;
  contentType: string | undefined;
  contentEncoding?: string | undefined;
}

export function interpretBody(contract: Contract, operation: Operation, arrived: ArrivedBody): Body {
  const { bytes, contentType, contentEncoding = 'identity' } = arrived;
  if (bytes.length === 0) return { kind: 'absent' };
  const contents = operation.body?.contents ?? [];
  const named = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  const mediaType = named ?? contents[0]?.mediaType ?? 'application/json';
  const content = contents.find((each) => isKindOf(mediaType, each.mediaType));
  if (contents.length > 0 && !content) {
    const wanted = contents.map((each) => each.mediaType).join(' or ');
    return { kind: 'refused', status: 415, message: `the body must be ${wanted}, not ${mediaType}` };
  }
  if (contentEncoding !== 'identity') {
    return { kind: 'refused', status: 415, message: 'the body must be sent without a content-encoding' };
  }
  const body = parseBody(bytes, mediaType);
  if (body.kind !== 'value' || !content) return body;
  const value = mediaType === formType ? readForm(contract, content.node, String(body.value)) : body.value;
  return { kind: 'value', value, mediaType: content.mediaType };
}

/** Whether a media type is the documented one: the same, of its range, or JSON by another name. */
function isKindOf(mediaType: string, documented: string): boolean {
  const wanted = documented.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const inRange = wanted === '*/*' || (wanted.endsWith('/*') && mediaType.startsWith(wanted.slice(0, -1)));
  return wanted === mediaType || inRange || (isJson(wanted) && isJson(mediaType));
}
