/** Whom the command trusts, and who it is: `--insecure`, `--ca`, `--cert`, `--key`. */
import { readWhole } from '../contract/read-whole.ts';
import { systemReason, UsageError } from '../errors.ts';
import type { TlsSettings } from '../http/client/http-target.ts';
import { quoteShell } from '../http/display/quote-shell.ts';

export interface TlsOptions {
  insecure?: boolean;
  ca?: string;
  cert?: string;
  key?: string;
}

/** The settings for a connection; throws a UsageError for a file that cannot be read or used, and for half a client certificate. */
export function readTls({ insecure = false, ca, cert, key }: TlsOptions): TlsSettings {
  const settings: TlsSettings = {
    ...(insecure ? { rejectUnauthorized: false } : {}),
    ...(ca === undefined ? {} : { ca: read('--ca', ca) }),
  };
  // Loaded when they are needed: most runs have no files of this kind.
  const { createPrivateKey, X509Certificate } = process.getBuiltinModule('node:crypto');
  const { createSecureContext } = process.getBuiltinModule('node:tls');
  if (ca !== undefined) attempt(`--ca ${ca}: cannot be used`, () => new X509Certificate(String(settings.ca)));
  if (cert === undefined && key === undefined) return settings;
  if (cert === undefined || key === undefined)
    throw new UsageError('a client certificate needs both its file and that of its key', {
      hint: '--cert FILE --key FILE',
    });
  const identity = { cert: read('--cert', cert), key: read('--key', key) };
  refuseLocked(key, identity.key);
  attempt(`--key ${key}: cannot be used`, () => createPrivateKey(identity.key));
  attempt(`--cert ${cert}: cannot be used`, () => new X509Certificate(identity.cert));
  attempt(`--key ${key}: is not the key of ${cert}`, () => createSecureContext(identity));
  return { ...settings, ...identity };
}

/** Largest file of certificates, in bytes. */
const LONGEST = 16 * 1024 * 1024;

function read(flag: string, file: string): string {
  let text: string;
  try {
    text = readWhole(file, { longest: LONGEST, pipes: true }).toString();
  } catch (cause) {
    throw new UsageError(`${flag} ${file}: cannot be read: ${systemReason(cause)}`, {
      cause,
    });
  }
  if (text.includes('-----BEGIN ')) return text;
  throw new UsageError(`${flag} ${file}: is not PEM`, {
    hint: 'PEM begins with -----BEGIN …; openssl x509 and openssl pkey write it.',
  });
}

/** A passphrase would have to be asked for, or to stand in a command line. */
function refuseLocked(file: string, text: string): void {
  if (!/-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(text)) return;
  throw new UsageError(`--key ${file}: is locked by a passphrase`, {
    hint: `Unlock a copy that only you can read: (umask 077; openssl pkey -in ${quoteShell(file)} -out unlocked.pem)`,
  });
}

function attempt(problem: string, act: () => unknown): void {
  try {
    act();
  } catch (cause) {
    throw new UsageError(problem, { cause });
  }
}
