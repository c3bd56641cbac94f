/** The pacts that are to be verified: a broker's, those that are named, or those of the usual folders. */
import { fileURLToPath } from 'node:url';
import { UsageError } from '../errors.ts';
import { findPactFiles } from '../pact/find-pact-files.ts';
import { readPactFile } from '../pact/pact-file.ts';
import { openBrokerPacts, type BrokerPacts, type BrokerSettings } from './broker-pacts.ts';

export interface PactSources {
  /** Files, or folders of them; the usual folders unless given. */
  pact?: readonly string[];
  /** Fetches the pacts from there instead. */
  broker?: BrokerSettings | undefined;
  /** Of files, those with this provider. */
  provider?: string | undefined;
}

/** Where pacts are looked for: in the working folder, then what the package brings along. */
const folders = ['contracts/pacts', 'pacts', fileURLToPath(new URL('../../contracts/pacts', import.meta.url))];

/** Throws a UsageError where there are none, or no interaction is in any: what asks nothing shows nothing. */
export async function openPacts(
  { pact = [], broker, provider }: PactSources,
  { timeout }: { timeout: number },
): Promise<BrokerPacts> {
  const opened = broker ? await openBrokerPacts(broker, { timeout }) : localPacts(pact, provider);
  if (opened.pacts.some(({ interactions }) => interactions.length > 0)) return opened;
  await opened.close();
  const place = broker ? `the pacts of ${broker.brokerUrl}` : opened.pacts.map(({ file }) => file).join(', ');
  throw new UsageError(`there is no interaction in ${place}, and so nothing to verify`, {
    hint: 'Run the consumer’s tests, which write them.',
  });
}

/** One server is one provider: pacts with another would fail for no fault of its own. */
function localPacts(named: readonly string[], provider: string | undefined): BrokerPacts {
  const all = findPactFiles(named, folders).map(readPactFile);
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
