/** Kill -9 at a random moment: what was answered is kept, and no file is half written. */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { load } from 'js-yaml';
import { hasEnded, startChild } from '../mock/child.ts';
import { startMockProcess } from '../mock/start-mock-process.ts';
import type { Dice } from './dice.ts';
import type { Room } from './room.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'docpact-fuzz-'));
const state = join(folder, 'state.json');

/** What mocks have confirmed so far, over all of their lives. */
const confirmed = new Set<number>();

const string = { type: 'string' };
const note = { type: 'object', required: ['id', 'text'], properties: { id: { type: 'integer' }, text: string } };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const notes = join(folder, 'notes.json');
writeFileSync(
  notes,
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'notes', version: '1' },
    paths: {
      '/notes': {
        post: {
          requestBody: {
            required: true,
            ...json({ type: 'object', required: ['text'], properties: { text: string } }),
          },
          responses: { 201: { description: 'made', ...json(note) } },
        },
        get: { responses: { 200: { description: 'all', ...json({ type: 'array', items: note }) } } },
      },
    },
  }),
);

export function fuzzKill(): Room {
  return {
    close: async () => rmSync(folder, { recursive: true, force: true }),
    fuzz: (dice) => dice.pick([killMock, killImport, killVerify])(dice),
  };
}

/** Clients make notes until nobody answers; the next mock has every one that was answered. */
async function killMock(dice: Dice): Promise<void> {
  const options = ['--contract', notes, '--state', state, '--items', '0', '--unknown-ids', 'refuse'];
  const mock = await startMockProcess(options);
  const client = async (): Promise<void> => {
    for (;;) {
      const response = await fetch(`${mock.origin}/notes`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: crypto.randomUUID() }),
      });
      const { id } = (await response.json()) as { id: number };
      if (response.status === 201) confirmed.add(id);
    }
  };
  const clients = Array.from({ length: 6 }, client);
  await setTimeout(20 + dice.below(400));
  mock.child.kill('SIGKILL');
  await Promise.allSettled(clients);
  const again = await startMockProcess(options);
  const listed = (await (await fetch(`${again.origin}/notes`)).json()) as { id: number }[];
  await again.stop();
  const kept = new Set(listed.map(({ id }) => id));
  const lost = [...confirmed].filter((id) => !kept.has(id));
  if (lost.length > 0) throw new Error(`${lost.length} notes were answered and are lost`);
}

/** An import that is killed, then done again: every file is whole at any time. */
async function killImport(dice: Dice): Promise<void> {
  const out = join(folder, 'imported');
  await killAfter(['import', 'test/page/pages', '--out', out], dice);
  for (const file of globSync(`${out}/**/*.{yaml,json}`)) load(readFileSync(file, 'utf8'));
}

/** A report is the old one, the new one, or none. */
async function killVerify(dice: Dice): Promise<void> {
  const file = join(folder, 'report.json');
  const mock = await startMockProcess(['--contract', 'test/prove/contracts/orders']);
  await killAfter(
    [
      'verify',
      mock.origin,
      '--contract',
      'test/prove/contracts/orders',
      '--depth',
      'quick',
      '--report',
      `json=${file}`,
      '--quiet',
    ],
    dice,
  );
  await mock.stop();
  if (existsSync(file)) JSON.parse(readFileSync(file, 'utf8'));
}

/** Some are killed before they begin, some when they are through. */
async function killAfter(args: readonly string[], dice: Dice): Promise<void> {
  const child = startChild([cli, ...args], 'ignore');
  const end = performance.now() + 300 + dice.below(2_500);
  while (performance.now() < end && !hasEnded(child)) await setTimeout(10);
  child.kill('SIGKILL');
  while (!hasEnded(child)) await setTimeout(5);
}
