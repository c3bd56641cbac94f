/** Reads a response that was saved in a Postman collection. */
import { STATUS_CODES } from 'node:http';
import { plainText } from '../../name-text.ts';
import { isSchemaObject } from '../../schema.ts';
import { mediaTypeOf, type PostmanRequest, readJson, readRequest } from './read-request.ts';

export interface SavedResponse {
  name: string;
  status: number;
  phrase: string;
  /** Absent where it has no body. */
  mediaType?: string;
  body?: unknown;
  /** What it was the answer to, where that was saved as well. */
  request: PostmanRequest | undefined;
  pointer: string;
}

/** Undefined for one without a status. */
export function readSavedResponse(
  raw: unknown,
  pointer: string,
  variables: ReadonlyMap<string, string>,
): SavedResponse | undefined {
  if (!isSchemaObject(raw)) return undefined;
  const { name, code, status, header, body: text, originalRequest } = raw;
  if (typeof code !== 'number' || code < 100 || code > 599) return undefined;
  const request = originalRequest === undefined ? undefined : readRequest(originalRequest, variables);
  const phrase = typeof status === 'string' && status !== '' ? status : (STATUS_CODES[code] ?? '');
  const head = { name: plainText(name ?? phrase), status: code, phrase, request, pointer };
  if (typeof text !== 'string' || text === '') return head;
  const value = readJson(text);
  const mediaType = mediaTypeOf(header) ?? (value === undefined ? 'text/plain' : 'application/json');
  return { ...head, mediaType, body: /json/.test(mediaType) && value !== undefined ? value : text };
}
