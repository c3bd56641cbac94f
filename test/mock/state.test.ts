/** What was created is listed, forgotten on demand, and kept over a restart. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { UsageError } from '../../src/errors.ts';
import { startMock, type MockOptions } from '../../src/mock/start-mock.ts';
import { createState } from '../../src/mock/state/state.ts';
import { post, serve } from './serve.ts';
import { plainRegion } from './valid-region.ts';

interface Listed {
  total: number;
  entries: { operation: string; at: string; taken: string[][]; request: unknown; response: { region_id: string } }[];
}

const list = async (url: string) => (await (await fetch(`${url}/__docpact/state`)).json()) as Listed;
const newFile = () => join(mkdtempSync(join(tmpdir(), 'docpact-state-')), 'state.json');
const start = (stateFile: string, options: MockOptions = {}) =>
  startMock(loadContract('contracts'), { port: 0, stateFile, ...options });

describe('/__docpact/state', () => {
  it('lists what was created, with what was sent and answered', async () => {
    const url = await serve();
    expect(await list(url)).toEqual({ total: 0, entries: [] });
    const region = plainRegion();
    const { body } = await post(url, region);
    await post(url, {});
    const { total, entries } = await list(url);
    expect(total).toBe(1);
    expect(entries[0]).toMatchObject({ operation: 'addRegion', request: region, response: body });
    expect(entries[0]?.taken).toEqual([['addRegion $request.body#/region_name', JSON.stringify(region.region_name)]]);
  });

  it('forgets everything on DELETE: names are free again, identifiers still new', async () => {
    const url = await serve();
    const region = plainRegion();
    const first = await post(url, region);
    expect((await fetch(`${url}/__docpact/state`, { method: 'DELETE' })).status).toBe(204);
    expect(await list(url)).toEqual({ total: 0, entries: [] });
    const second = await post(url, region);
    expect(second.status).toBe(201);
    expect(second.body['region_id']).not.toBe(first.body['region_id']);
  });

  it('loses nothing of what 200 clients create at once', { timeout: 30_000 }, async () => {
    const stateFile = newFile();
    const mock = await start(stateFile);
    const regions = Array.from({ length: 200 }, (_, index) => plainRegion({ region_name: `region-${index}` }));
    const replies = await Promise.all(regions.map((region) => post(mock.url, region)));
    expect(replies.every(({ status }) => status === 201)).toBe(true);
    expect((await list(mock.url)).total).toBe(200);
    // What was answered is on the disk already.
    expect((JSON.parse(readFileSync(stateFile, 'utf8')) as { entries: unknown[] }).entries).toHaveLength(200);
    await mock.close();
  });
});

describe('a state file', () => {
  it('keeps names and the identifiers’ number over a restart', async () => {
    const stateFile = newFile();
    const first = await start(stateFile);
    const region = plainRegion();
    const { body } = await post(first.url, region);
    await first.close();
    const second = await start(stateFile);
    expect((await list(second.url)).total).toBe(1);
    expect((await post(second.url, region)).status).toBe(400);
    const other = await post(second.url, plainRegion());
    expect(other.body['region_id']).not.toBe(body['region_id']);
    await second.close();
  });

  it.each(['{"docpact":"state","serial":1,"entr', 'null', '[]', '{"docpact":"state","serial":1,"entries":[{}]}', ''])(
    'that is damaged (%s) is set aside as it was, with a message',
    async (text) => {
      const stateFile = newFile();
      writeFileSync(stateFile, text);
      const warnings: string[] = [];
      const mock = await start(stateFile, { warn: (message) => void warnings.push(message) });
      expect(warnings.join()).toContain(`${stateFile}.damaged`);
      expect(readFileSync(`${stateFile}.damaged`, 'utf8')).toBe(text);
      expect((await post(mock.url, plainRegion())).status).toBe(201);
      await mock.close();
      expect(existsSync(stateFile)).toBe(true);
    },
  );

  it('never replaces what was set aside before', async () => {
    const stateFile = newFile();
    for (const text of ['one', 'two']) {
      writeFileSync(stateFile, text);
      await (await start(stateFile)).close();
    }
    expect(readFileSync(`${stateFile}.damaged`, 'utf8')).toBe('one');
    expect(readFileSync(`${stateFile}.damaged-2`, 'utf8')).toBe('two');
  });

  it('serves one mock at a time, and the next one after it, also where the port is taken or the process was killed', async () => {
    const stateFile = newFile();
    const first = await start(stateFile);
    const second = start(stateFile);
    await expect(second).rejects.toThrow(UsageError);
    await expect(second).rejects.toThrow(`in use by another mock, process ${process.pid}`);
    await post(first.url, plainRegion());
    await first.close();
    const { port } = new URL((await start(newFile())).url);
    await expect(start(stateFile, { port: Number(port) })).rejects.toThrow(/is taken/);
    const killed = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(`${stateFile}.lock`, String(killed));
    const third = await start(stateFile);
    expect((await list(third.url)).total).toBe(1);
    await third.close();
    expect(existsSync(`${stateFile}.lock`)).toBe(false);
  });

  it('that cannot be written is refused before anything is served', async () => {
    await expect(start(join(newFile(), 'state.json'))).rejects.toThrow(UsageError);
    await expect(start(join(newFile(), 'state.json'))).rejects.toThrow(/cannot be written/);
  });

  it('that is a folder is refused', async () => {
    const stateFile = newFile();
    mkdirSync(stateFile);
    await expect(start(stateFile)).rejects.toThrow(UsageError);
  });

  it('and --stateless contradict each other', async () => {
    await expect(start(newFile(), { stateless: true })).rejects.toThrow(/nothing to keep/);
  });
});

describe('memory', () => {
  it('is bounded: the oldest entries lose their bodies, then their names', () => {
    const [operation] = loadContract('contracts').operations;
    const state = createState();
    const claim = (index: number) =>
      state.claim({ operation: operation as never, request: { body: { region_name: `r${index}` } }, response: {} });
    for (let index = 0; index < 600; index += 1) claim(index);
    const withBodies = state.memory.entries.filter(({ request }) => request !== undefined);
    // What comes in bursts that nobody could look through goes without.
    expect(withBodies.length).toBeGreaterThanOrEqual(500);
    expect(withBodies[0]?.request).toEqual({ region_name: 'r0' });
    for (let index = 600; index < 100_010; index += 1) expect(claim(index)).toEqual([]);
    const { entries } = state.memory;
    expect(entries).toHaveLength(100_000);
    expect(entries.slice(0, -1_000).filter(({ request }) => request !== undefined)).toEqual([]);
    expect(claim(3)).toEqual([]);
    expect(claim(50_000)).toHaveLength(1);
  });

  it('is bounded in size, too: what is large is kept for a while only', () => {
    const [operation] = loadContract('contracts').operations;
    const state = createState();
    const claim = (name: string, desc = '') =>
      state.claim({ operation: operation as never, request: { body: { region_name: name, desc } }, response: {} });
    const large = 'x'.repeat(1_000_000);
    for (let index = 0; index < 40; index += 1) expect(claim(`r${index}`, large)).toEqual([]);
    const held = state.memory.entries;
    const whole = held.filter(({ request }) => request !== undefined);
    expect(whole.length).toBeLessThan(17);
    expect(whole).toEqual(held.slice(-whole.length));
    // Their names are short.
    expect(claim('r0')).toHaveLength(1);
    for (let index = 0; index < 40; index += 1) expect(claim(`${large}${index}`)).toEqual([]);
    expect(state.size).toBeLessThan(17);
    expect(claim('r0')).toEqual([]);
    expect(claim(`${large}39`)).toHaveLength(1);
    state.reset();
    expect(claim(`${large}39`)).toEqual([]);
    expect(state.newest(2)).toHaveLength(1);
  });

  it('of whole things is bounded in size, over all resources: the oldest of what grows are forgotten', () => {
    const { store } = createState();
    const open = (name: string) => store!.open({ name, identity: ['id'], collections: [[]] });
    const [books, shops] = [open('book'), open('shop')];
    const value = { text: 'x'.repeat(10_000_000) };
    const put = (table: typeof books, id: number) =>
      table.put({ names: { id: String(id) }, value, madeUp: false, version: 1 });
    for (let id = 0; id < 20; id += 1) put(books, id);
    for (let id = 0; id < 20; id += 1) put(shops, id);
    expect([books.size, shops.size]).toEqual([20, 5]);
    expect(shops.list(0, '').map(({ names }) => names['id'])).toEqual(['15', '16', '17', '18', '19']);
    const [first] = books.all();
    if (first) books.change(first, {});
    books.remove('1');
    put(shops, 20);
    put(shops, 21);
    expect([books.size, shops.size]).toEqual([19, 7]);
    store!.load({});
    for (let id = 0; id < 20; id += 1) put(store!.table('book'), id);
    expect(store!.table('book').size).toBe(20);
  });

  it('of what was removed, and of what was asked for below anything, is bounded, too', () => {
    const { store } = createState();
    const table = store!.open({ name: 'book', identity: ['id'], collections: [[]] });
    const long = (at: number) => `${at}-${'x'.repeat(1_000_000)}`;
    for (let at = 0; at < 20; at += 1) {
      table.remove(long(at));
      table.markFilled(long(at));
    }
    const { removed, filled } = table.save();
    expect([removed, filled].map((texts) => texts.map((text) => Number.parseInt(text, 10)))).toEqual([
      [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
      [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    ]);
    expect([table.wasRemoved(long(4)), table.wasRemoved(long(5)), table.isFilled(long(19))]).toEqual([
      false,
      true,
      true,
    ]);
    table.put({ names: { id: long(19) }, value: {}, madeUp: false, version: 1 });
    expect(table.wasRemoved(long(19))).toBe(false);
    for (let at = 0; at < 100_010; at += 1) table.remove(String(at));
    expect(table.save().removed).toHaveLength(100_000);
  });
});
