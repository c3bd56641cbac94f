/** How `docpact verify` gets to a server: through TLS, when it is up, and not by the wrong scheme. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createServer as createTls, type Server, type TlsOptions } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { documentWith, writeContract } from '../write-contract.ts';
import { runDocpact } from './run-docpact.ts';
import { serve } from './serve-regions.ts';

const quick = ['--depth', 'quick'];

const certFile = fileURLToPath(new URL('../servers/tls/cert.pem', import.meta.url));
const keyFile = fileURLToPath(new URL('../servers/tls/key.pem', import.meta.url));

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** The right server behind TLS; its address without a scheme. */
async function serveSecurely(options: TlsOptions = {}): Promise<string> {
  const { port: inner } = new URL((await serve()).url);
  const identity = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
  const server = createTls({ ...identity, ...options }, (socket) => {
    const plain = connect(Number(inner), '127.0.0.1');
    socket.on('error', () => plain.destroy()).on('close', () => plain.destroy());
    plain.on('error', () => socket.destroy());
    socket.pipe(plain).pipe(socket);
  });
  server.on('tlsClientError', () => undefined);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('trusts a certificate that --ca or --insecure vouches for, and no other', async () => {
  const address = await serveSecurely();
  const strange = await runDocpact(['verify', `https://${address}`, ...quick]);
  expect(strange).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining('its certificate is not trusted'),
  });
  expect(strange.stderr).toContain('--ca FILE');
  for (const trust of [['--ca', certFile], ['--insecure']]) {
    const { code, stdout } = await runDocpact(['verify', `https://${address}`, ...quick, ...trust]);
    expect(code).toBe(0);
    expect(stdout).toContain(trust.join(' ').slice(0, 40));
  }
});

it('fails, and judges nothing, where a server lets in nobody and no credentials were given', async () => {
  const locked = createServer((_, response) => response.writeHead(401).end());
  await once(locked.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void locked.close());
  const url = `http://127.0.0.1:${(locked.address() as AddressInfo).port}`;
  const guarded = {
    ...documentWith({ type: 'object' }, true, { security: [{ key: [] }] }),
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  };
  const command = ['verify', url, '--contract', writeContract({ 'openapi.json': guarded }), ...quick];
  expect((await runDocpact(command)).code).toBe(3);
  expect((await runDocpact([...command, '--auth', 'key=abcdefgh'])).code).toBe(1);
});

it('shows a client certificate to a server that asks for one', async () => {
  const address = await serveSecurely({ requestCert: true, rejectUnauthorized: true, ca: readFileSync(certFile) });
  const trust = ['--ca', certFile];
  const without = await runDocpact(['verify', `https://${address}`, ...quick, ...trust]);
  expect(without.code).not.toBe(0);
  const shown = await runDocpact([
    'verify',
    `https://${address}`,
    ...quick,
    ...trust,
    '--cert',
    certFile,
    '--key',
    keyFile,
  ]);
  expect(shown.code).toBe(0);
  const half = await runDocpact(['verify', `https://${address}`, '--cert', certFile]);
  expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('--cert FILE --key FILE') });
});

it('pact verify gets there in the same ways, and says so in the line that repeats it', async () => {
  const address = await serveSecurely({ requestCert: true, rejectUnauthorized: true, ca: readFileSync(certFile) });
  const flags = ['--ca', certFile, '--cert', certFile, '--key', keyFile];
  const { code, stdout } = await runDocpact(['pact', 'verify', `https://${address}`, ...flags]);
  expect(code).toBe(0);
  expect(stdout.replaceAll(/[\s\\]+/g, ' ')).toContain(flags.join(' '));
});

it('says that a port speaks the other scheme, in place of a verdict', async () => {
  const secure = await serveSecurely();
  const plain = new URL((await serve()).url).host;
  const first = await runDocpact(['verify', `http://${secure}`, ...quick]);
  expect(first).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining(`speaks https, not http\nTry https://${secure}`),
  });
  const other = await runDocpact(['verify', `https://${plain}`, ...quick]);
  expect(other).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('does not speak https') });
  expect(other.stderr).toContain(`Try http://${plain}`);
  const bare = await runDocpact(['verify', plain, ...quick]);
  expect(bare).toMatchObject({ code: 2, stderr: expect.stringContaining(`Name http://${plain}.`) });
});

it('waits for a server that is not up yet, and not for ever', async () => {
  let early = 3;
  const { url, seen } = await serve((right) => ({
    admit: (call) => {
      if (early === 0) return right.admit(call);
      early -= 1;
      return { status: 503, reason: 'other', body: '', headers: {} };
    },
  }));
  const { code } = await runDocpact(['verify', url, ...quick, '--wait', '60']);
  expect(code).toBe(0);
  expect(seen.requests).toBeGreaterThan(4);
  const never = await runDocpact(['verify', 'http://127.0.0.1:1', '--wait', '0']);
  expect(never).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('was not up after 0 s') });
});
