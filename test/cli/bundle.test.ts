/** `docpact bundle`: a contract as one file. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDocpact } from './run-docpact.ts';
import { copyContract, makeFolder, replacing } from './write-contract.ts';

describe('docpact bundle', () => {
  it('writes what docpact/msw takes, the same on stdout and into a file', async () => {
    const out = join(makeFolder(), 'contract.json');
    const { code, stdout } = await runDocpact(['bundle']);
    expect(code).toBe(0);
    expect(await runDocpact(['bundle', '--out', out])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).toBe(stdout);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync('mocks/contract.json', 'utf8')));
  });

  it('writes nothing of a contract that does not hold', async () => {
    const contract = copyContract({ 'mocks/addRegion/created-minimal.yaml': replacing('status: "0"', 'status: 0') });
    const out = join(makeFolder(), 'contract.json');
    const { code, stderr } = await runDocpact(['bundle', '--contract', contract, '--out', out]);
    expect(code).toBe(2);
    expect(stderr).toContain('created-minimal.yaml');
    expect(existsSync(out)).toBe(false);
  });
});
