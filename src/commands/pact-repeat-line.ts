/** The command that repeats a pact verification. */
import { quoteShell } from '../http/display/quote-shell.ts';
import { DEFAULTS } from '../verdict/repeat-line.ts';
import { variableOf } from '../http/display/write-curl.ts';
import { shownPath } from './open-contract.ts';
import type { VerifyPactsAtOptions } from './verify-pacts-at.ts';

/** A header's value stands as a variable, which is never written. */
export function pactRepeatLine(url: string, options: VerifyPactsAtOptions & { runId: string }): string {
  const { contractPath, configPath, pact = [], broker, provider, header = {}, stateUrl, timeout, runId } = options;
  const flags: [flag: string, value: string | undefined][] = [
    ['contract', contractPath],
    ...pact.map((file): [string, string] => ['pact', shownPath(file)]),
    ['broker-url', broker?.brokerUrl],
    ['provider', provider],
    ['consumer-version-selectors', broker && JSON.stringify(broker.selectors)],
    ['state-url', stateUrl],
    ['config', configPath],
    ['timeout', timeout === undefined || timeout === DEFAULTS.timeout ? undefined : String(timeout)],
    ['run-id', runId],
  ];
  const written = flags.flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${quoteShell(value)}`]));
  const secrets = Object.keys(header).map((name) => `--header "${name}: $${variableOf(name)}"`);
  return ['docpact pact verify', quoteShell(url), ...written, ...secrets].join(' ');
}
