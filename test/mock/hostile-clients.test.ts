/** A mock of a hostile contract, and clients that say what steers, hides, links or runs something: nothing that it writes does. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { readHar } from '../../src/http/har/read-har.ts';
import { everything, expectHarmless } from '../harmless.ts';
import { hostileDocument } from '../hostile-contract.ts';
import { writeContract } from '../write-contract.ts';
import { serve } from './serve.ts';

const bytes = everything.replaceAll(/[^\t\u0020-\u007E\u0080-\u00FF]/g, '');
const inTarget = encodeURIComponent(everything.toWellFormed());

// The colours of a log are controls, too.
beforeAll(() => void vi.stubEnv('FORCE_COLOR', undefined).stubEnv('NO_COLOR', '1'));
afterAll(() => void vi.unstubAllEnvs());

/** Sends the request as it stands; what comes until the connection is closed. */
function sendRaw(url: string, head: readonly string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.from(`${head.join('\r\n')}\r\nconnection: close\r\n\r\n`, 'latin1'));
      socket.write(body);
    });
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

it('shows in its log, on its page and in its recording what both say, and nothing of it acts', async () => {
  let log = '';
  const har = join(mkdtempSync(join(tmpdir(), 'docpact-clients-')), 'traffic.har');
  const contract = loadContract(writeContract({ 'openapi.json': hostileDocument() }));
  const write = (text: string): boolean => ((log += text), true);
  const url = await serve({ contract, har, log: { write } as NodeJS.WritableStream });
  const host = `host: ${new URL(url).host}`;
  const body = JSON.stringify({ name: everything, [everything]: everything });
  const type = `content-type: application/json; a="${bytes.replaceAll('"', '')}"`;
  const [path = ''] = Object.keys(contract.document['paths'] as object);
  const answers = await Promise.all(
    [
      [`GET /things/${inTarget}?${inTarget} HTTP/1.1`, host, `x-said: ${bytes}`],
      [`GET /things/1 HTTP/1.1`, host, `prefer: example=${bytes}`],
      [`GET /none/${inTarget} HTTP/1.1`, host, `accept: ${bytes}`, `cookie: a=${bytes}`],
      [
        `POST ${path}?q=${inTarget} HTTP/1.1`,
        host,
        type,
        `x-h: ${bytes}`,
        `content-length: ${Buffer.byteLength(body)}`,
      ],
      [`POST ${path} HTTP/1.1`, host, `content-type: ${bytes}`, `content-length: ${Buffer.byteLength(body)}`],
      [`${bytes} /things/1 HTTP/1.1`, host],
    ].map((head) => sendRaw(url, head, head[0]?.startsWith('POST') ? body : '')),
  );
  expect(answers.map((answer) => answer.split(' ', 2)[1])).toEqual(['200', '404', '404', '400', '415', '400']);
  for (const answer of answers) {
    const [head = '', json = ''] = answer.split('\r\n\r\n', 2);
    expect(head.replaceAll('\r\n', '\n')).not.toMatch(/[[\p{Cc}--[\n\t]]\p{Bidi_Control}]|^x-said|\n::/imv);
    if (/content-type: application\/json/i.test(head)) JSON.parse(json);
  }
  const waiting = { timeout: 20_000 };
  await expect.poll(() => log.trim().split('\n').length, waiting).toBeGreaterThanOrEqual(4);
  expectHarmless('text', log);
  const shown = await (await fetch(`${url}/__docpact/exchanges`)).text();
  expect(JSON.parse(shown)).toBeInstanceOf(Object);
  await expect.poll(() => readHar(readFileSync(har, 'utf8'), { name: har }).entries, waiting).toBeGreaterThanOrEqual(4);
});
