/** What a client sent that is nobody else's business: neither the terminal nor the page shows it, however it comes back. */
import { Redactor } from '../../http/display/redactor.ts';
import { findSecrets, hideInAddress, type IsSecret } from '../../http/har/secret-values.ts';
import type { SeenExchange } from './exchange-log.ts';

/** What stands in place of a secret, or of what nobody could look through for one. */
export const concealed = '•••';

type Told = Pick<SeenExchange, 'url' | 'headers'>;

export interface Concealer {
  isSecret: IsSecret;
  /** The target without secrets that are called so. */
  hideTarget(url: string): string;
  /** Takes note of what an exchange has of secrets. */
  learn(exchange: Told): void;
  /** Takes secrets of the exchange, and of the newest others, out of its data; undefined where looking for them would take too long. */
  hiderFor(exchange: Told): (<Data>(data: Data) => Data) | undefined;
}

/** How many different sets of credentials are looked for at once: those of an exchange, and the newest. */
const NEWEST = 10;

/**
 * Letters of credentials that are kept, of one exchange, and new in a row, with what each exchange adds to that: each letter is looked
 * for in a hundred codings, and thousands of requests may each have other credentials.
 */
const LETTERS = { kept: 40_000, most: 4_000, inRow: 40_000, more: 250 };

export function createConcealer(isSecret: IsSecret): Concealer {
  /** By the credentials, as JSON; the newest last. */
  const known = new Map<string, Redactor>();
  let kept = 0;
  let left = LETTERS.inRow;

  /** False where there is no time for it. */
  function learn({ url, headers }: Told): boolean {
    left = Math.min(left + LETTERS.more, LETTERS.inRow);
    const secrets = findSecrets({ headers, url, texts: [], isSecret });
    if (secrets.length === 0) return true;
    const key = JSON.stringify(secrets);
    const made = known.get(key) ?? makeRedactor(key, secrets);
    if (!made) return false;
    known.delete(key);
    known.set(key, made);
    return true;
  }

  function makeRedactor(key: string, secrets: [string, string][]): Redactor | undefined {
    if (key.length > LETTERS.most || key.length > left) return undefined;
    left -= key.length;
    kept += key.length;
    for (const oldest of known.keys()) {
      if (kept <= LETTERS.kept) break;
      known.delete(oldest);
      kept -= oldest.length;
    }
    return new Redactor({}, secrets);
  }

  return {
    isSecret,
    hideTarget: (url) => hideInAddress(url, isSecret, () => concealed),
    learn: (exchange) => void learn(exchange),
    hiderFor(exchange) {
      if (!learn(exchange)) return undefined;
      const redactors = [...known.values()].slice(-NEWEST);
      return (data) => redactors.reduce((hidden, redactor) => redactor.redactAll(hidden), data);
    },
  };
}
