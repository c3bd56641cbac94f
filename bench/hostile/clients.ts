/** Clients that send a mock of a thousand operations what is meant to fill it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { growContract } from '../mock/grow-contract.ts';
import { hasEnded } from '../mock/child.ts';
import { readUsage } from '../mock/read-usage.ts';
import { startMockProcess } from '../mock/start-mock-process.ts';
import { writeBody } from '../mock/write-body.ts';

const MB = 1024 * 1024;
const OPERATIONS = 1_000;
const ASKED = 54;
const CONNECTIONS = 4;

/** A valid request with one member more: the body is as large as the mock reads. */
const withMember = (member: string): string => writeBody().replace(/\}$/, `,"more":${member}}`);

const bodies: readonly (() => string)[] = [
  writeBody,
  () => withMember(JSON.stringify(Array.from({ length: 0.14 * MB }, (_, index) => index))),
  () => withMember(JSON.stringify(Array.from({ length: 0.06 * MB }, (_, index) => ({ index })))),
  () => withMember(JSON.stringify(Object.fromEntries(Array.from({ length: 0.05 * MB }, (_, at) => [`m${at}`, at])))),
  () => withMember('['.repeat(0.49 * MB) + ']'.repeat(0.49 * MB)),
  () => withMember('7'.repeat(0.99 * MB)),
  () => JSON.stringify(Array.from({ length: 0.09 * MB }, () => ({ id: 'x' }))),
  () => writeBody().replace('bench-', `${'a'.repeat(0.9 * MB)}!`),
  () => 'x'.repeat(2 * MB),
];

export interface Pressed {
  sent: number;
  unanswered: number;
  peakMb: number;
  seconds: number;
}

/** Sends some of the operations two of the bodies each, which come in turn. */
export async function pressMock(): Promise<Pressed> {
  const begun = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'docpact-hostile-'));
  const from = fileURLToPath(new URL('../../contracts', import.meta.url));
  const { paths } = await growContract(from, { to: join(folder, 'contract'), count: OPERATIONS });
  const { child, pid, origin, stop } = await startMockProcess([join(folder, 'contract')]);
  const waiting = paths
    .slice(0, ASKED)
    .flatMap((path, index) =>
      [index, index + 1].map((at) => ({ path, body: bodies[at % bodies.length] ?? writeBody })),
    );
  const pressed = { sent: 0, unanswered: 0 };
  const drive = async (): Promise<void> => {
    for (let next = waiting.pop(); next && !hasEnded(child); next = waiting.pop()) {
      pressed.sent += 1;
      if (!(await isAnswered(origin + next.path, next.body()))) pressed.unanswered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, drive));
  const { peakMb } = readUsage(pid);
  await stop();
  rmSync(folder, { recursive: true });
  return { ...pressed, peakMb, seconds: (performance.now() - begun) / 1_000 };
}

/** A server may close the connection on a body that it does not want. */
function isAnswered(url: string, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    sending.on('response', (answer) => answer.resume().on('close', () => resolve(true)));
    sending.on('error', () => resolve(body.length > MB));
    sending.end(body);
  });
}
