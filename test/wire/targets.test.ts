/** What a request line may name beside a path: the absolute form (RFC 9112, 3.2.2), which every server has to take. */
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { splitTarget } from '../../src/http/value/path-template.ts';
import { contractOf, mockOf } from './wire-kit.ts';

const ok = { 200: { description: 'ok' }, 400: { description: 'no' } };
const q = { name: 'q', in: 'query', schema: { type: 'integer' } };
const contract = contractOf({
  '/things/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    get: { operationId: 'get', parameters: [q], responses: ok },
    delete: { operationId: 'remove', responses: ok },
  },
  '/': { get: { operationId: 'root', responses: ok } },
});

/** The bytes of the answer to a request line. */
function ask(url: string, line: string, headers = ''): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () =>
      socket.end(`${line} HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\n${headers}\r\n`),
    );
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    socket.on('error', reject);
  });
}

it('a target in absolute form is the path that it names', async () => {
  const url = await mockOf(contract, { allowHosts: ['x.example'] });
  expect(await ask(url, 'GET http://x.example/things/a?q=1')).toMatch(/^HTTP\/1.1 200 /);
  expect(await ask(url, 'GET http://x.example/things/a?q=b')).toMatch(/^HTTP\/1.1 400 /);
  expect(await ask(url, 'GET HTTPS://x.example:81/things/a?q=1?')).toMatch(/^HTTP\/1.1 400 /);
  expect(await ask(url, 'GET http://x.example')).toMatch(/^HTTP\/1.1 200 /);
  expect(await ask(url, 'GET http://x.example?a')).toMatch(/^HTTP\/1.1 200 /);
  expect(await ask(url, 'GET http://x.example/none')).toMatch(/^HTTP\/1.1 404 [\s\S]*no path \/none"/);
  expect(await ask(url, 'PUT http://x.example/things/a?q=1')).toMatch(
    /^HTTP\/1.1 405 [\s\S]*allow: GET, HEAD, DELETE/i,
  );
  expect(await ask(url, 'OPTIONS http://x.example/things/a')).toMatch(
    /^HTTP\/1.1 204 [\s\S]*allow: GET, HEAD, DELETE/i,
  );
  const preflight = 'Origin: http://page.example\r\nAccess-Control-Request-Method: DELETE\r\n';
  expect(await ask(url, 'OPTIONS http://x.example/things/a', preflight)).toMatch(/allow-methods: .*DELETE/i);
  expect(await ask(url, 'POST http://x.example/things/a', 'Content-Type: nonsense\r\nContent-Length: 0\r\n')).toMatch(
    /^HTTP\/1.1 4(05|15) /,
  );
});

it('OPTIONS of the whole server names every method', async () => {
  expect(await ask(await mockOf(contract, { allowHosts: ['x.example'] }), 'OPTIONS *')).toMatch(
    /^HTTP\/1.1 204 [\s\S]*allow: .*GET.*DELETE/i,
  );
});

it('a target is a path and a query', () => {
  expect(splitTarget('/a?b?c')).toEqual({ path: '/a', query: 'b?c' });
  expect(splitTarget('/a')).toEqual({ path: '/a', query: '' });
  expect(splitTarget('http://h:1/a?b')).toEqual({ path: '/a', query: 'b' });
  expect(splitTarget('http://h?b')).toEqual({ path: '/', query: 'b' });
  expect(splitTarget('/http://h/a')).toEqual({ path: '/http://h/a', query: '' });
  expect(splitTarget('*')).toEqual({ path: '*', query: '' });
});
