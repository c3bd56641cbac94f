/** The file that keeps what the mock remembers: whole, for one at a time, and nowhere else than where it is named. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { openStateFile } from '../../../src/mock/state/state-file.ts';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'docpact-')), 'state.json');
const memory = { serial: 3, entries: [] };
const silent = (): void => undefined;

describe('a state file', () => {
  it('is for one at a time, and for the next one after it', () => {
    const path = newFile();
    const first = openStateFile(path, silent);
    expect(() => openStateFile(path, silent)).toThrow(UsageError);
    first.release();
    openStateFile(path, silent).release();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('is had where its lock names no process, this one before a restart, or nobody', () => {
    const path = newFile();
    for (const holder of ['', 'x', '-1', String(process.pid), String(2 ** 30)]) {
      writeFileSync(`${path}.lock`, holder);
      openStateFile(path, silent).release();
    }
    // The first of all processes is there, whoever may end it.
    writeFileSync(`${path}.lock`, '1');
    expect(() => openStateFile(path, silent)).toThrow(/in use by another mock, process 1/);
  });

  it('that cannot be read is left to the next one', () => {
    const path = newFile();
    const file = openStateFile(path, silent);
    mkdirSync(path);
    expect(() => file.read()).toThrow(UsageError);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('that is a folder, a pipe or a device is none, and stays as it is', () => {
    for (const path of [dirname(newFile()), '/dev/null']) {
      expect(() => openStateFile(path, silent)).toThrow(/is no file/);
      expect(existsSync(`${path}.lock`)).toBe(false);
    }
  });

  it('is whole at any time: the old one is there until the new one is', async () => {
    const path = newFile();
    const file = openStateFile(path, silent);
    await file.write(() => memory);
    await file.write(() => {
      expect(file.read()).toEqual(memory);
      return { ...memory, serial: 4 };
    });
    expect(file.read()).toEqual({ ...memory, serial: 4 });
    file.release();
  });

  it('is replaced where a link leads, and the link stays', async () => {
    const [path, place] = [newFile(), newFile()];
    writeFileSync(place, '');
    symlinkSync(place, path);
    const file = openStateFile(path, silent);
    await file.write(() => memory);
    file.release();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(place, 'utf8'))).toEqual({ docpact: 'state', ...memory });
  });

  it('is written through no link that somebody put in the place of its draft or its lock', async () => {
    const [path, other] = [newFile(), newFile()];
    writeFileSync(other, 'mine');
    for (const end of ['.tmp', '.lock']) symlinkSync(other, path + end);
    const file = openStateFile(path, silent);
    await file.write(() => memory);
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect(file.read()).toEqual(memory);
    file.release();
  });

  it('that cannot be written for a while is told of once each time', async () => {
    const path = newFile();
    const warnings: string[] = [];
    const file = openStateFile(path, (message) => warnings.push(message));
    for (const isThere of [false, false, true, false]) {
      if (isThere) mkdirSync(dirname(path), { recursive: true });
      else rmSync(dirname(path), { recursive: true, force: true });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await file.write(() => memory);
    }
    expect(warnings).toEqual(
      Array(2).fill(expect.stringMatching(/cannot be written: .*what is created now is not kept/)),
    );
  });

  it.each([
    { serial: -1, entries: [] },
    { serial: 1.5, entries: [] },
    { serial: 1, entries: [{}] },
    { serial: 1, entries: [{ operation: 'a', at: 'yesterday', taken: [] }] },
    { serial: 1, entries: [{ operation: 'a', at: '2026-11-26T10:00:00Z', taken: [['a']] }] },
    { serial: 1, entries: [], things: [] },
    { serial: 1, entries: [], things: { rooms: null } },
    { serial: 1, entries: [], things: { rooms: { things: [], removed: [] } } },
  ])('that holds %j is damaged: it is set aside', (text) => {
    const path = newFile();
    writeFileSync(path, JSON.stringify({ docpact: 'state', ...text }));
    const warnings: string[] = [];
    const file = openStateFile(path, (message) => warnings.push(message));
    expect(file.read()).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining(`set aside as ${path}.damaged`)]);
    file.release();
  });
});
