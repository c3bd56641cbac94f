/** Finds the pacts that are to be verified: a broker's, those that are named, or those of the usual folders. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pathInside } from '../../contract/inside-folder.ts';
import { UsageError } from '../../errors.ts';
import { type BrokerPacts, type BrokerSettings, openBrokerPacts } from './broker-pacts.ts';
import { readPactFile } from './pact-file.ts';

export interface PactSources {
  /** Files, or folders of them; the usual folders unless given. */
  pact?: readonly string[];
  /** Fetches the pacts from there instead. */
  broker?: BrokerSettings | undefined;
  /** Of files, those with this provider. */
  provider?: string | undefined;
}

/** Where pacts are looked for: in the working folder, then what the package brings along. */
const usualFolders = ['contracts/pacts', 'pacts', fileURLToPath(new URL('../../../contracts/pacts', import.meta.url))];

/** Throws a UsageError where there are none, or no interaction is in any: what asks nothing shows nothing. */
export async function openPacts(
  { pact = [], broker, provider }: PactSources,
  { timeout, signal }: { timeout: number; signal?: AbortSignal | undefined },
): Promise<BrokerPacts> {
  const opened = broker ? await openBrokerPacts(broker, { timeout, signal }) : localPacts(pact, provider);
  if (opened.pacts.some(({ interactions }) => interactions.length > 0)) return opened;
  await opened.close();
  const place = broker ? `the pacts of ${broker.brokerUrl}` : opened.pacts.map(({ file }) => file).join(', ');
  throw new UsageError(`there is no interaction in ${place}, and so nothing to verify`, {
    hint: 'Run the consumer’s tests, which write them.',
  });
}

/** One server is one provider: pacts with another would fail for no fault of its own. */
function localPacts(named: readonly string[], provider: string | undefined): BrokerPacts {
  const all = findPactFiles(named, usualFolders).map(readPactFile);
  const providers = [...new Set(all.map((pact) => pact.provider))];
  const pacts = all.filter((pact) => provider === undefined || pact.provider === provider);
  const [only, other] = new Set(pacts.map((pact) => pact.provider));
  if (only === undefined || other !== undefined) {
    const problem =
      only === undefined ? `no pact is with the provider "${provider}"` : 'the pacts are with several providers';
    throw new UsageError(problem, { hint: `There is ${providers.join(', ')}; name one with --provider.` });
  }
  return { pacts, tell: async () => undefined, close: async () => undefined };
}

/** The named files, and those in named folders; else those in the first of `folders` that has any. */
export function findPactFiles(named: readonly string[], folders: readonly string[]): string[] {
  if (named.length > 0) return named.flatMap((path) => (isFolder(path) ? filesIn(path, path) : [path]));
  const found = folders.map((folder) => (isFolder(folder) ? jsonIn(folder) : [])).find((files) => files.length > 0);
  if (found) return found;
  throw new UsageError(`there are no pact files in ${folders.join(' or ')}`, {
    hint: 'Name one with --pact FILE, or run the consumer’s tests, which write it.',
  });
}

function filesIn(folder: string, named: string): string[] {
  const files = jsonIn(folder);
  if (files.length === 0) throw new UsageError(`there are no pact files in ${named}`);
  return files;
}

function jsonIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => pathInside(folder, name));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
