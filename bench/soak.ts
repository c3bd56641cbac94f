/**
 * `npm run soak`: a mock at full load for ten minutes, malformed traffic mixed in; says every ten seconds what it takes.
 * Ends with 1 where an answer was wrong, the mock failed, or its memory still grew in the second half.
 */
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { hasEnded, startChild, stopChild } from './mock/child.ts';
import { post } from './mock/post.ts';
import { readUsage } from './mock/read-usage.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, connections: { type: 'string', default: '16' } },
});
const minutes = Number(values.minutes);
const path = '/openapi/v2/manage/regions';
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

/** What no client should send: each on a connection of its own, and no answer to it is awaited. */
const malformed = [
  'GET / HTTP/1.1\r\n\r\n',
  `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{"half":`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"a":1,}}`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
  '\u0000\u0001\u0002\r\n\r\n',
  `DELETE ${path}?${'x'.repeat(9_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\nprefer: fault=reset\r\ncontent-length: 2\r\n\r\n{}`,
  `POST ${path} HTTP/1.1\r\nhost: a\r\nprefer: fault=cut\r\ncontent-length: 2\r\n\r\n{}`,
];

function sendMalformed(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(malformed[count.malformed++ % malformed.length] ?? ''),
    );
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('error', () => undefined).once('close', () => resolve());
    socket.once('data', () => socket.destroy());
  });
}

const count = { sent: 0, wrong: 0, malformed: 0 };
const child = startChild([cli, 'mock', '--port', '0', '--quiet'], 'pipe');
let output = '';
child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
while (!/http:\S+:\d+/.test(output) && !hasEnded(child)) await sleep(20);
const origin = /http:\/\/[\d.]+:\d+/.exec(output)?.[0] ?? '';
const pool = new Pool(origin, { connections: Number(values.connections), headersTimeout: 30_000 });
const deadline = performance.now() + minutes * 60_000;

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function drive(): Promise<void> {
  while (performance.now() < deadline && !hasEnded(child)) {
    count.sent += 1;
    if ((await post(pool, path)) !== 201) count.wrong += 1;
  }
}

async function disturb(): Promise<void> {
  while (performance.now() < deadline && !hasEnded(child)) {
    await sendMalformed(Number(new URL(origin).port));
    await sleep(5);
  }
}

const memory: number[] = [];
async function watch(): Promise<void> {
  const step = Math.min(10_000, (minutes * 60_000) / 12);
  for (let before = 0; performance.now() < deadline && !hasEnded(child); before = count.sent) {
    await sleep(step);
    const { rssMb, cpuMs } = readUsage(child.pid ?? -1);
    memory.push(rssMb);
    const rate = ((count.sent - before) * 1_000) / step;
    console.log(
      `${rssMb.toFixed(0)} MB  ${rate.toFixed(0)} requests/s  CPU ${(cpuMs / 1_000).toFixed(0)} s  ${count.malformed} malformed  ${count.wrong} wrong`,
    );
  }
}

await Promise.all([...Array.from({ length: Number(values.connections) }, drive), disturb(), disturb(), watch()]);
const failed = hasEnded(child);
await pool.close();
await stopChild(child);
const half = Math.floor(memory.length / 2);
const [early, late] = [memory.slice(half, -2), memory.slice(-3)].map(
  (part) => part.reduce((a, b) => a + b, 0) / part.length,
);
const grown = ((late ?? 0) / (early ?? 1) - 1) * 100;
console.log(
  `${count.sent} requests, ${count.malformed} malformed, ${count.wrong} wrong; memory of the last three against the second half: ${grown.toFixed(1)}%`,
);
process.exitCode = failed || count.wrong > 0 || grown > 10 ? 1 : 0;
