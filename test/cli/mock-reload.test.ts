/** `docpact mock` while its contract is edited: what holds is served within half a second, what does not is said. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { post } from '../mock/serve.ts';
import { plainRegion } from '../mock/valid-region.ts';
import { startMockCommand, waitFor, runDocpact } from './run-docpact.ts';
import { copyContract, replacing } from './write-contract.ts';

type Started = Awaited<ReturnType<typeof startMockCommand>>;
let mock: Started | undefined;

afterEach(async () => {
  mock?.child.kill('SIGTERM');
  await mock?.finished;
});

async function start(contract: string): Promise<Started> {
  mock = await startMockCommand(['--contract', contract, '--quiet']);
  return mock;
}

/** Starts it with its lines, so that what it says of a reload can be seen. */
async function startTold(contract: string): Promise<Started> {
  mock = await startMockCommand(['--contract', contract]);
  return mock;
}

/** Machines may be busy: what is waited for is the answer, not the clock. */
const soon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 10_000 });

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const answerOf = async ({ url }: Started, scenario: string) =>
  post(url, plainRegion(), { headers: { prefer: `example=${scenario}` } });

describe('docpact mock', () => {
  it.each([
    ['the document', 'openapi.yaml', replacing('"201":', '"202":'), 202],
    [
      'a schema that it refers to',
      'schemas/add-region-request.schema.json',
      replacing('"desc": {\n      "type": "string"', '"desc": {\n      "type": "integer"'),
      400,
    ],
  ])('serves %s as it is after an edit', async (_, file, change, status) => {
    const contract = copyContract();
    // The scenarios speak of what is edited here.
    edit(join(contract, 'openapi.yaml'), replacing('x-scenarios: ../mocks', 'x-scenarios: ../none'));
    const running = await start(contract);
    expect((await post(running.url, plainRegion({ desc: 'a' }))).status).toBe(201);
    edit(join(contract, file), change);
    await soon(async () => (await post(running.url, plainRegion({ desc: 'a' }))).status).toBe(status);
  });

  it('serves a scenario that was changed, added, or written anew in place of the old one', async () => {
    const contract = copyContract();
    const folder = join(contract, '../mocks/addRegion');
    const running = await start(contract);
    edit(join(folder, 'server-error.yaml'), replacing('status: 500', 'status: 502'));
    await soon(async () => (await answerOf(running, 'server-error')).status).toBe(502);
    writeFileSync(
      join(folder, 'too-many.yaml'),
      'description: Too many.\nundocumented: true\nresponse: { status: 429 }\n',
    );
    await soon(async () => (await answerOf(running, 'too-many')).status).toBe(429);
    writeFileSync(join(folder, 'new.tmp'), 'description: Too many.\nundocumented: true\nresponse: { status: 420 }\n');
    renameSync(join(folder, 'new.tmp'), join(folder, 'too-many.yaml'));
    await soon(async () => (await answerOf(running, 'too-many')).status).toBe(420);
  });

  it('serves the last good contract while the files do not hold, says why, and takes them when they do', async () => {
    const contract = copyContract();
    const file = join(contract, 'openapi.yaml');
    const good = readFileSync(file, 'utf8');
    const running = await startTold(contract);
    const region = plainRegion();
    expect((await post(running.url, region)).status).toBe(201);
    writeFileSync(file, good.replace('paths:', 'paths: ['));
    await waitFor(running, 'stderr', /openapi\.yaml:\d+.*not valid YAML[^]*as it was before is served on/);
    expect((await post(running.url, plainRegion())).status).toBe(201);
    const described = (await (await fetch(`${running.url}/__docpact/mock`)).json()) as { problem: string };
    expect(described.problem).toContain('openapi.yaml');
    writeFileSync(file, good);
    await waitFor(running, 'stderr', /the contract was reloaded/);
    // What was created is still there.
    expect((await post(running.url, region)).status).toBe(400);
  });

  it('keeps the last good scenario when an edit makes it break its schema', async () => {
    const contract = copyContract();
    const running = await startTold(contract);
    edit(join(contract, '../mocks/addRegion/created-minimal.yaml'), replacing('status: "0"', 'status: 0'));
    await waitFor(running, 'stderr', /created-minimal\.yaml:\d+.*breaks its schema/);
    expect((await answerOf(running, 'created-minimal')).body['status']).toBe('0');
  });

  it('does not begin with a scenario that breaks its schema', async () => {
    const contract = copyContract({ 'mocks/addRegion/created-minimal.yaml': replacing('status: "0"', 'status: 0') });
    const { code, stderr } = await runDocpact(['mock', '--port', '0', '--contract', contract]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/created-minimal\.yaml:\d+.*status must be string/);
  });

  it('minds its own business: a file beside the contract that is no part of it', async () => {
    const contract = copyContract();
    const running = await startTold(contract);
    mkdirSync(join(contract, 'other'));
    writeFileSync(join(contract, 'state.json'), '{');
    writeFileSync(join(contract, 'schemas/notes.yaml'), '[');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(running.output.stderr).toBe('');
  });
});
