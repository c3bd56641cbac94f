/** What is wrong with a client's certificate or key is told before anything is sent, without a letter of the key. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readTls } from '../../../src/commands/read-tls.ts';
import { UsageError } from '../../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-tls-'));
const cert = fileURLToPath(new URL('../../servers/tls/cert.pem', import.meta.url));
const key = fileURLToPath(new URL('../../servers/tls/key.pem', import.meta.url));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const makeKey = (more: { cipher?: string; passphrase?: string }): string =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', ...more },
  }).privateKey;
const other = makeKey({});
const locked = makeKey({ cipher: 'aes-256-cbc', passphrase: 's3cret-passphrase' });
const damaged = readFileSync(key, 'utf8').replaceAll(/^[A-Za-z0-9+/]{40}/gm, 'A'.repeat(40));

it('takes a certificate with its key', () => {
  expect(readTls({ cert, key })).toEqual({ cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') });
});

it.each<[string, Parameters<typeof readTls>[0], RegExp]>([
  ['a key behind a passphrase', { cert, key: write('locked.pem', locked) }, /--key \S+: is locked.*openssl pkey -in/s],
  [
    'a key of another certificate',
    { cert, key: write('other.pem', other) },
    /--key \S+: is not the key of .*cert\.pem/s,
  ],
  ['a damaged key', { cert, key: write('damaged.pem', damaged) }, /--key \S+: cannot be used/],
  ['a certificate for the key', { cert, key: cert }, /--key \S+: cannot be used/],
  ['a key for the certificate', { cert: key, key }, /--cert \S+: cannot be used/],
  ['no PEM', { ca: write('none.pem', 'none') }, /--ca \S+: is not PEM/],
  [
    'authorities that are none',
    { ca: write('bad.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n') },
    /--ca \S+: cannot be used/,
  ],
])('refuses %s', (_, options, told) => {
  try {
    readTls(options);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const { message, hint = '' } = error as UsageError;
    expect(`${message}\n${hint}`).toMatch(told);
    for (const line of `${other}${locked}${damaged}`.split('\n').filter((each) => /^\w.{20}/.test(each)))
      expect(`${message}\n${hint}`).not.toContain(line);
  }
});
