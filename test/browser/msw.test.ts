/** The MSW handlers, bundled for the browser and run in Chromium: no Node, no Prism, and the answers of the server. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock } from '../../src/mock/start-mock.ts';
import { path, plainRegion } from '../mock/valid-region.ts';
import { findChromium } from './find-chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const worker = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));

interface Bundle {
  code: string;
  modules: string[];
}

async function bundle(): Promise<Bundle> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['docpact-source', 'browser', 'import', 'module', 'default'] },
    build: { write: false, rollupOptions: { input: fileURLToPath(new URL('msw-entry.ts', import.meta.url)) } },
  });
  const [output] = [built].flat();
  const chunks =
    output && 'output' in output ? output.output.flatMap((part) => (part.type === 'chunk' ? [part] : [])) : [];
  expect(chunks).toHaveLength(1);
  return { code: chunks[0]?.code ?? '', modules: chunks.flatMap(({ moduleIds }) => moduleIds) };
}

describe('docpact/msw in a browser', () => {
  let built: Bundle;
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    built = await bundle();
    const files = new Map([
      ['/', ['text/html', '<!doctype html><title>app</title><script type="module" src="/main.js"></script>']],
      ['/main.js', ['text/javascript', built.code]],
      ['/mockServiceWorker.js', ['text/javascript', readFileSync(worker, 'utf8')]],
    ]);
    server = createServer(({ url = '' }, response) => {
      const [type = 'text/plain', body = ''] = files.get(url) ?? [];
      response.writeHead(files.has(url) ? 200 : 404, { 'content-type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('globalThis.ready');
    await page.evaluate('globalThis.ready');
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('has no module of Node’s, none of Prism’s, and is no larger than it need be', () => {
    expect(
      built.modules.filter((id) => /^node:|__vite-browser-external|@stoplight|fastify|start-mock/.test(id)),
    ).toEqual([]);
    expect(built.modules.some((id) => id.includes('create-handlers'))).toBe(true);
    expect(built.code.length).toBeLessThan(2_000_000);
  });

  it('answers as the server with the same seed does', async () => {
    const mock = await startMock(loadContract('contracts'), { port: 0, seed: 7 });
    const regions = [plainRegion(), plainRegion({ status: '1' }), plainRegion({ scope: 'team' })];
    const bodies = [...regions, regions[0], {}].map((body) => JSON.stringify(body));
    const send = async ({ url, text }: { url: string; text: string }) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: text });
      return { status: response.status, body: await response.text() };
    };
    for (const text of bodies) {
      const real = await send({ url: mock.url + path, text });
      expect(await page.evaluate(send, { url: path, text })).toEqual(real);
    }
    await mock.close();
  });
});
