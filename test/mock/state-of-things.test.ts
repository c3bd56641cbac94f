/** What is remembered of resources: shown and set as JSON, kept in a file. */
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { startMock, type MockOptions } from '../../src/mock/start-mock.ts';
import { contractOf, list, object, ref, text, whole } from '../resource-contract.ts';

const contract = (): Contract =>
  contractOf(
    {
      'POST /pets': { body: object({ name: text }), answer: ref('Pet') },
      'GET /pets': { answer: list(ref('Pet')) },
      'GET /pets/{petId}': { answer: ref('Pet') },
      'DELETE /pets/{petId}': {},
      'GET /pets/{petId}/toys': { answer: list(object({ toyId: whole, petId: whole })) },
      'DELETE /pets/{petId}/toys/{toyId}': {},
    },
    { schemas: { Pet: object({ id: whole, name: text }) }, ids: { petId: whole, toyId: whole } },
  );

async function start(options: MockOptions = {}) {
  const mock = await startMock(contract(), { port: 0, ...options });
  // oxlint-disable-next-line typescript/no-explicit-any
  const ask = async (line: string, body?: unknown): Promise<{ status: number; body: any }> => {
    const [method = '', path = ''] = line.split(' ');
    const sent =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(mock.url + path, { method, ...sent });
    const raw = await response.text();
    return { status: response.status, body: raw === '' ? undefined : JSON.parse(raw) };
  };
  return { mock, ask };
}

describe('/__docpact/state', () => {
  it('shows what is remembered of each resource, and takes it back elsewhere as it was', async () => {
    const one = await start();
    const { body: rex } = await one.ask('POST /pets', { name: 'Rex' });
    const { body: shown } = await one.ask('GET /__docpact/state');
    expect(shown.resources.pet.total).toBe(4);
    expect(shown.resources.pet.things.at(-1)).toEqual({
      key: String(rex.id),
      names: { petid: String(rex.id) },
      value: rex,
      madeUp: false,
    });
    const other = await start({ seed: 9 });
    expect((await other.ask('PUT /__docpact/state', shown)).status).toBe(204);
    expect((await other.ask('GET /pets')).body).toEqual((await one.ask('GET /pets')).body);
    expect((await other.ask('GET /__docpact/state')).body.resources.pet).toEqual(shown.resources.pet);
    await Promise.all([one.mock.close(), other.mock.close()]);
  });

  it('is set by values alone, to exactly what is said, and says what is wrong with what it cannot take', async () => {
    const { mock, ask } = await start();
    await ask('PUT /__docpact/state', {
      resources: {
        pet: [
          { id: 1, name: 'A' },
          { id: 2, name: 'B' },
        ],
        toy: [{ toyId: 5, petId: 2 }],
      },
    });
    expect((await ask('GET /pets')).body).toEqual([
      { id: 1, name: 'A' },
      { id: 2, name: 'B' },
    ]);
    expect((await ask('GET /pets/2/toys')).body).toEqual([{ toyId: 5, petId: 2 }]);
    expect((await ask('GET /pets/1/toys')).body).toEqual([]);
    await ask('PUT /__docpact/state/pet', { value: { id: 2, name: 'C' } });
    await ask('PUT /__docpact/state/pet', { value: { id: 3, name: 'D' } });
    expect((await ask('DELETE /__docpact/state/pet?key=1')).status).toBe(204);
    expect((await ask('GET /pets')).body).toEqual([
      { id: 2, name: 'C' },
      { id: 3, name: 'D' },
    ]);
    expect((await ask('GET /pets/1')).status).toBe(404);
    expect((await ask('PUT /__docpact/state', { resources: { dog: [] } })).body.message).toContain(
      'there is no resource "dog"',
    );
    expect((await ask('PUT /__docpact/state', { resources: { pet: 5 } })).status).toBe(400);
    expect((await ask('DELETE /__docpact/state/pet?key=99')).status).toBe(404);
    expect((await ask('DELETE /__docpact/state')).status).toBe(204);
    expect((await ask('GET /pets')).body).toHaveLength(3);
    await mock.close();
  });
});

describe('a state file', () => {
  const newFile = () => join(mkdtempSync(join(tmpdir(), 'docpact-things-')), 'state.json');

  it('keeps what was created, changed and removed over a restart', async () => {
    const stateFile = newFile();
    const first = await start({ stateFile });
    const { body: begun } = await first.ask('GET /pets');
    const { body: rex } = await first.ask('POST /pets', { name: 'Rex' });
    await first.ask(`DELETE /pets/${begun[0].id}`);
    await first.mock.close();
    const second = await start({ stateFile, seed: 5 });
    expect((await second.ask('GET /pets')).body).toEqual([...begun.slice(1), rex]);
    expect((await second.ask(`GET /pets/${begun[0].id}`)).status).toBe(404);
    await second.mock.close();
  });

  it('has lost nothing that was answered when the mock is killed', { timeout: 60_000 }, async () => {
    const stateFile = newFile();
    const { file } = contract();
    const child = spawn(
      process.execPath,
      ['src/cli.ts', 'mock', file, '--port', '0', '--state', stateFile, '--quiet', '--no-watch'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let told = '';
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (piece: Buffer) => {
        told += String(piece);
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    const answered: unknown[] = [];
    const create = async (name: string): Promise<void> => {
      const response = await fetch(`${url}/pets`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      }).catch(() => undefined);
      const body: unknown = await response?.json().catch(() => undefined);
      if (body !== undefined) answered.push(body);
      if (answered.length === 40) child.kill('SIGKILL');
    };
    await Promise.all(Array.from({ length: 80 }, (_, index) => create(`pet-${index}`)));
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => child.once('exit', resolve));
    const { mock, ask } = await start({ stateFile });
    expect((await ask('GET /pets')).body).toEqual(expect.arrayContaining(answered));
    await mock.close();
  });
});
