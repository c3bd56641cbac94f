/** `docpact pact publish` and `can-i-deploy`, through Pact's own broker client. */
import { findPactFiles } from '../pact/find-pact-files.ts';
import { readPactFile } from '../pact/pact-file.ts';
import { runBrokerClient, type BrokerOutcome } from '../pact/run-broker-client.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { brokerBase } from './plain-url.ts';

export interface BrokerOptions {
  brokerUrl?: string;
  pact?: readonly string[];
}

const codes: Readonly<Record<BrokerOutcome, ExitCode>> = {
  done: exitCodes.done,
  refused: exitCodes.problems,
  failed: exitCodes.failed,
  misused: exitCodes.usage,
};

/** Publishes pact files, each read first, so that a broken one reaches no broker; `rest` is for the client. */
export async function runPublish(rest: readonly string[], { brokerUrl, pact = [] }: BrokerOptions): Promise<ExitCode> {
  const broker = brokerFlag(brokerUrl);
  const files = findPactFiles(pact, ['contracts/pacts', 'pacts']);
  for (const file of files) readPactFile(file);
  return codes[await runBrokerClient('publish', [...files, ...broker, ...rest])];
}

export async function runCanIDeploy(rest: readonly string[], { brokerUrl }: BrokerOptions): Promise<ExitCode> {
  return codes[await runBrokerClient('can-i-deploy', [...brokerFlag(brokerUrl), ...rest])];
}

function brokerFlag(url: string | undefined): string[] {
  return url === undefined ? [] : ['--broker-base-url', brokerBase(url)];
}
