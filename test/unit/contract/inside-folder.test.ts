/** What documents name is read, and written, inside of their folder alone. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeAtomically } from '../../../src/commands/write-atomically.ts';
import { writeImported } from '../../../src/commands/write-imported.ts';
import { isInside } from '../../../src/contract/inside-folder.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { readHar } from '../../../src/http/har/read-har.ts';
import { openStateFile } from '../../../src/mock/state/state-file.ts';
import { findPactFiles } from '../../../src/pact/provider/open-pacts.ts';
import { listPages } from '../../../src/page/list-pages.ts';
import { documentWith } from '../../write-contract.ts';

/** A contract's folder, and what lies around it. */
function makeFolders(): { around: string; folder: string } {
  const around = realpathSync(mkdtempSync(join(tmpdir(), 'docpact-inside-')));
  onTestFinished(() => rmSync(around, { recursive: true }));
  const folder = join(around, 'contract');
  for (const name of ['contract/inner', 'contract-evil', 'outside']) mkdirSync(join(around, name), { recursive: true });
  writeFileSync(join(around, 'contract-evil/secret.json'), JSON.stringify({ type: 'string', const: 'secret' }));
  writeFileSync(join(around, 'outside/secret.yaml'), 'description: secret\nresponse: { status: 201 }\n');
  symlinkSync('../contract-evil', join(folder, 'link'));
  symlinkSync('../contract-evil/secret.json', join(folder, 'file-link.json'));
  symlinkSync('../outside/new.json', join(folder, 'dangling.json'));
  symlinkSync('inner', join(folder, 'own-link'));
  symlinkSync('circle', join(folder, 'circle'));
  return { around, folder };
}

/** Ways out of a folder, and ways that only look like one. */
const outside = (around: string): string[] => [
  '..',
  '.',
  '../contract-evil/secret.json',
  '../contract-evil',
  'inner/../../outside/secret.yaml',
  `${around}/outside/secret.yaml`,
  '/etc/hostname',
  'link/secret.json',
  'link',
  'link/not/there.json',
  'file-link.json',
  'dangling.json',
  'inner/\0/x',
];
const inside = [
  'inner',
  'inner/x.json',
  'not/there/yet',
  '..inner',
  '...',
  'inner/../x',
  'own-link/x',
  'a\\..\\..\\b',
  'circle',
];

describe('a folder', () => {
  it('holds what is below it, there or not, and nothing that is reached through it', () => {
    const { around, folder } = makeFolders();
    expect(outside(around).filter((path) => isInside(folder, path))).toEqual([]);
    expect(inside.filter((path) => !isInside(folder, path))).toEqual([]);
  });

  it('is not left by a reference', () => {
    const { around, folder } = makeFolders();
    for (const reference of outside(around)) {
      writeFileSync(join(folder, 'openapi.json'), JSON.stringify(documentWith({ $ref: reference })));
      const { diagnostics, document } = loadContract(folder);
      expect(diagnostics.map(({ severity }) => severity)).toContain('error');
      expect(JSON.stringify(document)).not.toContain('secret"');
    }
  });

  it('is not left by the id of an operation, nor by a link, where scenarios are read', () => {
    const { around, folder } = makeFolders();
    mkdirSync(join(folder, 'scenarios'));
    symlinkSync('../../outside', join(folder, 'scenarios/linked'));
    mkdirSync(join(folder, 'scenarios/own'));
    symlinkSync('../../../outside/secret.yaml', join(folder, 'scenarios/own/secret.yaml'));
    for (const operationId of ['../../outside', `${around}/outside`, 'linked', 'own']) {
      const document = { ...documentWith(true, true, { operationId }), 'x-scenarios': 'scenarios' };
      writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
      const contract = loadContract(folder);
      expect([...contract.scenarios.values()].flat()).toEqual([]);
      // Joined to the folder, an absolute path is one below it.
      const rules = operationId.startsWith('/') ? [] : ['unread-scenario'];
      expect(contract.diagnostics.map(({ rule }) => rule)).toEqual(rules);
    }
    for (const scenarios of ['..', '../..', '/etc', `${around}/../elsewhere`, 7]) {
      writeFileSync(join(folder, 'openapi.json'), JSON.stringify({ ...documentWith(true), 'x-scenarios': scenarios }));
      expect(loadContract(folder).diagnostics.map(({ rule }) => rule)).toEqual(['unread-scenario']);
    }
  });

  it('is not left by what an import writes, nor by what it removes', () => {
    const { around, folder } = makeFolders();
    for (const path of outside(around).filter((each) => each !== '.' && each !== '..'))
      expect(() => writeImported(folder, new Map([[path, 'x']]), { force: true })).toThrow(/outside of/);
    const hash = '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b';
    writeFileSync(join(around, 'outside/kept'), 'secret');
    const files = { '../outside/kept': hash, 'link/secret.json': hash, [`${around}/outside/kept`]: hash };
    writeFileSync(join(folder, 'import.lock.json'), JSON.stringify({ files }));
    writeImported(folder, new Map([['inner/x', 'x']]), { force: true });
    expect(readdirSync(join(around, 'outside')).sort()).toEqual(['kept', 'secret.yaml']);
    expect(existsSync(join(around, 'contract-evil/secret.json'))).toBe(true);
  });

  it('is not left by what a recording names in place of a body', () => {
    const { around, folder } = makeFolders();
    writeFileSync(join(folder, 'body.json'), '"own"');
    const bodies = ['body.json', ...outside(around), '..\\contract-evil\\secret.json', 'not-there'].map((file) => {
      const [read] = readHar(JSON.stringify(recordingOf(file)), { name: 'x.har', folder }).exchanges;
      return String(read?.response.body);
    });
    expect(bodies).toEqual(['"own"', ...bodies.slice(1).map(() => 'unknown')]);
  });

  it.each([
    ['pages', 'linked.md', listPages],
    ['pacts', 'linked.json', (folder: string) => findPactFiles([folder], [])],
  ])('of %s is not left by a link in it', (_, name, list) => {
    const { around } = makeFolders();
    const folder = join(around, 'outside');
    writeFileSync(join(folder, `own-${name}`), '');
    symlinkSync(`own-${name}`, join(folder, `${name}`));
    expect(list(folder)).toHaveLength(2);
    symlinkSync('../contract-evil/secret.json', join(folder, `evil-${name}`));
    expect(() => list(folder)).toThrow(/evil-.* is a link out of /);
    // Whoever names the link itself means it.
    expect(list(join(folder, `evil-${name}`))).toHaveLength(1);
  });
});

/** A recording of one exchange whose body stands in a file. */
function recordingOf(file: string): unknown {
  const response = { status: 200, headers: [], content: { size: 5, mimeType: 'application/json', _file: file } };
  const request = { method: 'GET', url: 'http://127.0.0.1/a', headers: [] };
  return { log: { entries: [{ startedDateTime: '2026-01-01T00:00:00Z', time: 1, request, response }] } };
}

describe('a file that a flag names', () => {
  /** Links that somebody else has put where drafts and locks go. */
  const plant = (around: string, names: readonly string[]): string => {
    const kept = join(around, 'outside/kept');
    writeFileSync(kept, 'kept');
    for (const name of names) symlinkSync(kept, join(around, name));
    return kept;
  };

  it('is written without following a link in place of its draft', () => {
    const { around } = makeFolders();
    const out = join(around, 'report.json');
    const kept = plant(around, [`report.json.${process.pid}.tmp`]);
    writeAtomically(out, 'report');
    expect([readFileSync(kept, 'utf8'), readFileSync(out, 'utf8')]).toEqual(['kept', 'report']);
  });

  it('is kept as state without following a link in place of its draft or its lock', async () => {
    const { around } = makeFolders();
    const state = join(around, 'state.json');
    const kept = plant(around, ['state.json.tmp', 'state.json.lock']);
    const file = openStateFile(state, (message) => expect.unreachable(message));
    await file.write(() => ({ serial: 1, entries: [] }));
    file.release();
    expect(readFileSync(kept, 'utf8')).toBe('kept');
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ serial: 1 });
  });
});
