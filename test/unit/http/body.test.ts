/** Bodies: bytes on the wire, values of their media types here. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { readBody, writeBody } from '../../../src/http/value/body.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

const form = { type: 'object', properties: { n: { type: 'integer' }, tags: { type: 'array' } } };

/** Texts and bytes have no members. */
const schemaOf = (mediaType: string) => (/^(text|application\/octet)/.test(mediaType) ? { type: 'string' } : form);

function sideOf(mediaType: string) {
  const requestBody = { content: { [mediaType]: { schema: schemaOf(mediaType) } } };
  const contract = loadContract(writeContract({ 'openapi.json': documentWith(true, true, { requestBody }) }));
  return { contract, content: contract.operations[0]?.body?.contents[0] };
}

function read(bytes: string | Uint8Array, contentType: string, documented: boolean = true) {
  const { contract, content } = sideOf(contentType.split(';')[0] ?? '');
  const reader = { contract, content: documented ? content : undefined, contentType };
  return readBody(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, reader);
}

function write(value: unknown, mediaType: string, style?: 'slashes') {
  const { bytes, contentType } = writeBody(value, { ...sideOf(mediaType), style });
  expect(contentType).toBe(mediaType);
  return new TextDecoder().decode(bytes);
}

const parts = '--x\r\ncontent-disposition: form-data; name="n"\r\n\r\n1\r\n--x--\r\n';
const refused = (message: string) => ({ kind: 'refused', status: 400, message });

describe('a body', () => {
  it.each([
    ['application/json', '{"n":1}', { n: 1 }],
    ['application/problem+json; charset=utf-8', ' [1] ', [1]],
    ['application/x-www-form-urlencoded', 'n=1&tags=a&tags=b&x=y', { n: 1, tags: ['a', 'b'], x: 'y' }],
    ['multipart/form-data; boundary=x', parts, { n: 1 }],
    ['text/plain', '1', '1'],
    ['application/xml', '<root><n>1</n><tags>ü</tags></root>', { n: 1, tags: ['ü'] }],
    ['application/octet-stream', Uint8Array.of(0, 255), '\u0000ÿ'],
  ])('of the type %s is read as its value', (contentType, bytes, value) => {
    expect(read(bytes, contentType)).toEqual({ kind: 'value', value });
  });

  it.each([
    ['application/x-www-form-urlencoded', 'n=1'],
    ['multipart/form-data', 'n=1'],
  ])('of the type %s that nobody documents stays text', (contentType, bytes) => {
    expect(read(bytes, contentType, false)).toEqual({ kind: 'value', value: bytes });
  });

  it.each([
    ['is no JSON', 'application/json', '{"n":', /^the body is not valid JSON: /],
    ['nests too deep', 'application/json', '['.repeat(101), /^the body nests deeper than 100 levels$/],
    ['is no UTF-8', 'text/plain', Uint8Array.of(255), /^the body is not valid UTF-8$/],
    ['has no boundary', 'multipart/form-data', parts, /^the body is not multipart\/form-data, with its boundary$/],
  ])('that %s is refused', (_sentence, contentType, bytes, message) => {
    expect(read(bytes, contentType)).toEqual(refused(expect.stringMatching(message) as string));
  });

  it('of blanks alone is none where JSON is wanted', () => {
    expect(read(' \n', 'application/json')).toEqual({ kind: 'absent' });
  });

  it.each([
    ['application/json', 'a', '"a"'],
    ['application/hal+json', { a: [1] }, '{"a":[1]}'],
    ['application/x-www-form-urlencoded', { a: [1, 'x y'] }, 'a=1&a=x+y'],
    ['text/plain', 'a', 'a'],
    ['text/plain', 1, '1'],
    ['application/octet-stream', 'a', 'a'],
  ])('of the type %s is written as its text', (mediaType, value, text) => {
    expect(write(value, mediaType)).toBe(text);
  });

  it('that is JSON is written in a style', () => {
    expect(write({ a: '/' }, 'application/json; charset=utf-8', 'slashes')).toBe(String.raw`{"a":"\/"}`);
  });
});
