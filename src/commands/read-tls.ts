/** Whom the command trusts, and who it is: `--insecure`, `--ca`, `--cert`, `--key`. */
import { readFileSync } from 'node:fs';
import { systemReason, UsageError } from '../errors.ts';
import type { TlsSettings } from '../http/client/http-target.ts';

export interface TlsOptions {
  insecure?: boolean;
  ca?: string;
  cert?: string;
  key?: string;
}

/** The settings for a connection; throws a UsageError for a file that cannot be read, and for half a client certificate. */
export function readTls({ insecure = false, ca, cert, key }: TlsOptions): TlsSettings {
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('a client certificate needs both its file and that of its key', {
      hint: '--cert FILE --key FILE',
    });
  return {
    ...(insecure ? { rejectUnauthorized: false } : {}),
    ...(ca === undefined ? {} : { ca: read('--ca', ca) }),
    ...(cert === undefined ? {} : { cert: read('--cert', cert) }),
    ...(key === undefined ? {} : { key: read('--key', key) }),
  };
}

function read(flag: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
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
