/** `docpact mock`, from its first line to its last. */
import { execFile, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { post } from '../mock/serve.ts';
import { path, plainRegion } from '../mock/valid-region.ts';
import { runDocpact, startMockCommand, waitFor } from './run-docpact.ts';
import { makeFolder } from './write-contract.ts';

/** Runs a line as a person would who pastes it into a shell. */
async function paste(line: string): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', line.replace('curl ', 'curl --silent --show-error ')]);
  return stdout;
}

const escape = '\u001b[';

describe('docpact mock', () => {
  it('prints its address, its operations, its seed and a curl line that gets a 201 when it is pasted', async () => {
    const mock = await startMockCommand();
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(mock.output.stdout).toContain(`POST ${path}`);
    expect(mock.output.stdout).toMatch(/seed 1\b/);
    const answer = await paste(mock.curl);
    expect(answer).toMatch(/^HTTP\/1\.1 201 /);
    expect(answer).toContain('"region_id"');
    mock.child.kill('SIGTERM');
    await mock.finished;
  });

  it('writes one line a request on stderr, with what was wrong, and nothing more on stdout', async () => {
    const mock = await startMockCommand();
    const introduction = mock.output.stdout;
    await post(mock.url, plainRegion());
    await post(mock.url, plainRegion({ status: 'on' }));
    await fetch(`${mock.url}/none?a=b`);
    await waitFor(mock, 'stderr', /none/);
    const lines = mock.output.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^POST \/openapi\/v2\/manage\/regions 201 [\d.]+ ms$/);
    expect(lines[1]).toMatch(/^POST \S+ 400 [\d.]+ ms\s+status must be integer/);
    expect(lines[2]).toMatch(/^GET \/none\?a=b 404 [\d.]+ ms/);
    expect(mock.output.stdout).toBe(introduction);
    mock.child.kill('SIGTERM');
    await mock.finished;
  });

  it('writes no line a request with --quiet', async () => {
    const mock = await startMockCommand(['--quiet']);
    await post(mock.url, plainRegion());
    await post(mock.url, {});
    mock.child.kill('SIGTERM');
    expect((await mock.finished).stderr).toBe('');
  });

  it('keeps what a client sends from steering the terminal', async () => {
    const mock = await startMockCommand();
    await post(mock.url, plainRegion({ status: '\u001b[31m\u009b32m\u007f\nPOST /forged 201\u202e\u2066' }));
    await waitFor(mock, 'stderr', /\n/);
    mock.child.kill('SIGTERM');
    const { stderr } = await mock.finished;
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr.trimEnd()).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with exit code 0 at %s, with connections that are kept open',
    { timeout: 10_000 },
    async (signal) => {
      const mock = await startMockCommand();
      const replies = await Promise.all([1, 2, 3].map(() => post(mock.url, plainRegion())));
      expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
      mock.child.kill(signal);
      const { code, stderr } = await mock.finished;
      expect(code).toBe(0);
      expect(stderr.trimEnd().split('\n')).toHaveLength(3);
    },
  );

  it('ends with exit code 0 at a signal also while an answer waits', { timeout: 10_000 }, async () => {
    const mock = await startMockCommand(['--latency', '600000']);
    const hanging = post(mock.url, plainRegion()).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    mock.child.kill('SIGTERM');
    const { code, stderr } = await mock.finished;
    expect(code).toBe(0);
    expect(stderr).not.toContain('Error');
    expect(await hanging).toBeInstanceOf(Error);
  });

  it('on a port that is taken ends with exit code 3 and a sentence that names the port and the flag', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, stdout, stderr } = await runDocpact(['mock', '--port', port]);
    other.close();
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain(port);
    expect(stderr).toContain('--port');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('serves its own contract where the folder has none, and the folder’s where it has one', async () => {
    const mock = await startMockCommand([], { cwd: makeFolder() });
    expect((await post(mock.url, plainRegion())).status).toBe(201);
    mock.child.kill('SIGTERM');
    await mock.finished;
  });

  it('gives the same answers to the same requests when it is started again with the seed that it printed', async () => {
    const region = plainRegion();
    const bodies = [];
    for (const _ of [1, 2]) {
      const mock = await startMockCommand(['--seed', '77']);
      expect(mock.output.stdout).toContain('seed 77');
      bodies.push((await post(mock.url, region)).body);
      mock.child.kill('SIGTERM');
      await mock.finished;
    }
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('colours its lines where that is forced, and never where NO_COLOR is set', async () => {
    for (const [env, coloured] of [
      [{ FORCE_COLOR: '1' }, true],
      [{ NO_COLOR: '1' }, false],
    ] as const) {
      const mock = await startMockCommand([], { env });
      await post(mock.url, plainRegion());
      await waitFor(mock, 'stderr', /\n/);
      mock.child.kill('SIGTERM');
      const { stdout, stderr } = await mock.finished;
      expect((stdout + stderr).includes(escape)).toBe(coloured);
    }
  });

  it('ends with the npm that started it, though no signal reaches it', async () => {
    const start = `"${process.execPath}" src/cli.ts mock --port 0 & wait`;
    const env = { ...process.env, npm_execpath: 'npm' };
    const shell = spawn('sh', ['-c', start], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const [, url = ''] = await new Promise<RegExpExecArray>((resolve) => {
      let output = '';
      shell.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /(http:\/\/\S+:\d+)\n/.exec(output);
        if (found) resolve(found);
      });
    });
    expect((await fetch(`${url}/__docpact/`)).status).toBe(200);
    shell.kill('SIGTERM');
    // The mock holds the shell's output open as long as it lives.
    await once(shell, 'close');
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('a command behind --', () => {
  it('runs while the mock is up, and its exit code is that of both', async () => {
    const script =
      'fetch(process.env.DOCPACT_MOCK_URL + "/__docpact/").then(({ status }) => { console.log(status); process.exitCode = 7; })';
    const guest = ['--', process.execPath, '-e', script];
    const { code, stdout, stderr } = await runDocpact(['mock', 'contracts', '--port', '0', ...guest]);
    expect([code, stdout]).toEqual([7, '200\n']);
    expect(stderr).toContain('docpact mock: ');
    const quiet = await runDocpact(['mock', '--port', '0', '--quiet', ...guest]);
    expect(quiet).toEqual({ code: 7, stdout: '200\n', stderr: '' });
  });

  it('that there is not is told', async () => {
    const { code, stderr } = await runDocpact(['mock', '--port', '0', '--quiet', '--', 'no-such-command']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('"no-such-command" cannot be run')]);
  });
});
