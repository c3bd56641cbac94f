/** A contract at an address is read as its server sends it, and refers to what is meant from where it came from. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openContract } from '../../../src/commands/open-contract.ts';
import { writeContract } from '../../write-contract.ts';

const documentWith = (schema: unknown) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: { '/a': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } } },
  });

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

async function serve(routes: Readonly<Record<string, Handler>>): Promise<string> {
  const server = createServer((request, response) => {
    const answer = routes[request.url ?? ''];
    if (answer) answer(response, request);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const rulesOf = async (path: string, options = {}) =>
  (await openContract(path, options)).diagnostics.map(({ rule }) => rule);

describe('a contract at an address', () => {
  it('may be packed, though nobody asked for it', async () => {
    const url = await serve({
      '/gz': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(documentWith({}))),
      '/no-gz': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(documentWith({})),
    });
    expect(await rulesOf(`${url}/gz`)).toEqual([]);
    await expect(openContract(`${url}/no-gz`)).rejects.toThrow(/says gzip and is none/);
  });

  it('refers to what stands beside where it was found in the end, on another host too, which gets no header', async () => {
    const keys: unknown[] = [];
    const other = await serve({
      '/deep/openapi.json': (response) => response.end(documentWith({ $ref: 'word.json' })),
      '/deep/word.json': (response, { headers }) => {
        keys.push(headers['x-key']);
        response.end('{ "type": "string" }');
      },
    });
    const url = await serve({
      '/there': (response) => response.writeHead(302, { location: `${other}/deep/openapi.json` }).end(),
      '/here': (response) => response.writeHead(302, { location: '/deep/openapi.json' }).end(),
      '/deep/openapi.json': (response) => response.end(documentWith({ $ref: 'word.json' })),
      '/deep/word.json': (response) => response.end('{ "type": "string" }'),
    });
    expect(await rulesOf(`${url}/here`)).toEqual([]);
    expect(await rulesOf(`${url}/there`, { header: { 'x-key': 'k' } })).toEqual([]);
    expect(keys).toEqual([undefined]);
  });

  it('costs a reference to nothing what it touches', async () => {
    const url = await serve({ '/openapi.json': (response) => response.end(documentWith({ $ref: 'none.json' })) });
    const { operations, diagnostics } = await openContract(`${url}/openapi.json`);
    expect(operations).toHaveLength(1);
    expect(diagnostics.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      expect.stringMatching(/^dangling-reference: .*none\.json cannot be read: it answers 404$/),
    ]);
  });

  it('is something', async () => {
    const url = await serve({ '/empty': (response) => response.end() });
    await expect(openContract(`${url}/empty`)).rejects.toThrow(/what it answers is empty/);
  });
});

describe('a contract in a folder', () => {
  it('has the schema that an address names as its own beside it', async () => {
    const word = (id: string) => ({ $id: id, type: 'string' });
    const schema = { $ref: 'https://example.com/schemas/word.json' };
    const write = (id: string) =>
      writeContract({ 'openapi.json': JSON.parse(documentWith(schema)), 'word.json': word(id) });
    expect(await rulesOf(write('https://example.com/schemas/word.json'))).toEqual([]);
    expect(await rulesOf(write('https://example.com/other/word.json'))).toEqual(['remote-reference']);
  });
});
