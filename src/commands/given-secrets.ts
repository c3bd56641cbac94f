/** What a command was given in confidence, from wherever: nothing that it says beside its reports, which see to it themselves, shows it. */
import { proxySecrets } from '../http/client/plain-url.ts';
import { Redactor } from '../http/display/redactor.ts';
import { brokerSecrets } from '../pact/provider/broker-secrets.ts';

type Secret = readonly [name: string, value: string];

let given: readonly Secret[] = [];
let redactor: Redactor | undefined;

/** The first thing that a command does: it knows those of the environment alone. */
export function beginSecrets(): void {
  given = [];
  redactor = undefined;
}

/** Headers and credentials, from here on. */
export function keepSecrets(secrets: Readonly<Record<string, unknown>>): void {
  const texts = Object.entries(secrets).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  given = [...given, ...texts];
  redactor = undefined;
}

/** The text without them. */
export function hideGiven(text: string): string {
  redactor ??= new Redactor({}, [...given, ...proxySecrets(), ...brokerSecrets()]);
  return redactor.redact(text);
}
