/** Forms in parts, as browsers and curl send them. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { splitParts } from '../../src/http/value/multipart.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { serve } from './serve.ts';

const schema = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' }, size: { type: 'integer' } },
};
const requestBody = { required: true, content: { 'multipart/form-data': { schema } } };
const contract = loadContract(writeContract({ 'openapi.json': documentWith(true, true, { requestBody }) }));

it('are judged as any other body', async () => {
  const url = await serve({ contract });
  const send = async (parts: Record<string, string | Blob>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) body.append(name, value);
    return (await fetch(`${url}/things`, { method: 'POST', body })).status;
  };
  const file = new Blob([new Uint8Array([0, 255, 13, 10])]);
  expect(await send({ file, size: '3' })).toBe(201);
  expect(await send({ file, size: 'three' })).toBe(400);
  expect(await send({ size: '3' })).toBe(400);
});

it.each(['', 'multipart/form-data', 'multipart/form-data; boundary=y'])('need the boundary that "%s" names', (type) => {
  expect(splitParts('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', type)).toBeUndefined();
});

it('take linear time, whatever stands in them', () => {
  const type = 'multipart/form-data; boundary=x';
  for (const piece of ['\r\n--x', '\r\n\r\n', '; name="', 'content-disposition:;']) {
    expect([...(splitParts(`--x\r\n${piece.repeat(200_000)}\r\n--x--`, type) ?? [])]).toEqual([]);
  }
});
