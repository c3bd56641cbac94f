/** Cleaning up asks the target alone, and not for ever. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { cleanUp } from '../../../src/commands/clean-up.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => (server.closeAllConnections(), server.close())));

/** A server that gives these statuses one after the other; 0 never answers. */
async function serve(statuses: readonly number[], location = '/'): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers.authorization}`);
    const status = statuses[(asked.length - 1) % statuses.length] ?? 200;
    if (status !== 0) response.writeHead(status, { location }).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const options = { cleanup: { method: 'DELETE', path: '/things/{id}' }, headers: { authorization: 't' }, timeout: 100 };

it('removes each by its identifier, percent-encoded, with the headers of the run', async () => {
  const { url, asked } = await serve([200, 204]);
  expect(await cleanUp(['a/b', '数'], { ...options, url: `${url}/base/` })).toEqual([]);
  expect(asked).toEqual(['DELETE /base/things/a%2Fb t', 'DELETE /base/things/%E6%95%B0 t']);
});

it('tells what is left', async () => {
  const { url } = await serve([200, 500, 404, 403]);
  expect(await cleanUp(['1', '2', '3', '4'], { ...options, url })).toEqual(['2', '4']);
});

it('follows no redirect', async () => {
  const other = await serve([200]);
  const { url } = await serve([307], other.url);
  expect(await cleanUp(['1'], { ...options, url })).toEqual(['1']);
  expect(other.asked).toEqual([]);
});

it('gives up after three removals in a row without an answer', async () => {
  const { url, asked } = await serve([200, 0, 0, 0]);
  expect(await cleanUp(['1', '2', '3', '4', '5', '6'], { ...options, url })).toEqual(['2', '3', '4', '5', '6']);
  expect(asked).toHaveLength(4);
});

it('takes a path under which nothing was ever found for a wrong one', async () => {
  const { url } = await serve([404]);
  await expect(cleanUp(['1', '2'], { ...options, url })).rejects.toThrow(
    'DELETE /things/{id} answered 404 for every identifier',
  );
});
