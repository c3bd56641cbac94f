/** `docpact bundle`: a contract as one JSON file. */
import { addContractOptions, type ContractOptions } from './contract-options.ts';
import type { Command } from 'commander';
import { exitCodes, type ExitCode, type Settle } from './exit-code.ts';
import { print } from './print.ts';
import { writeAtomically } from './write-atomically.ts';

interface BundleOptions extends ContractOptions {
  out?: string;
}

export function addBundle(program: Command, settle: Settle): void {
  const bundle = program
    .command('bundle')
    .description('write the contract and its scenarios as one JSON file, for docpact/msw in a browser')
    .option('--out <file>', 'write it there, whole or not at all; stdout unless given')
    .action(async (options: BundleOptions) => {
      settle(await runBundle(options));
    });
  addContractOptions(bundle);
}

async function runBundle({ contract, out, ...source }: BundleOptions): Promise<ExitCode> {
  const { openMockContract } = await import('./open-contract.ts');
  const { snapshotContract } = await import('../contract/contract-snapshot.ts');
  const text = `${JSON.stringify(snapshotContract(await openMockContract(contract, source)))}\n`;
  if (out === undefined) print(text);
  else writeAtomically(out, text);
  return exitCodes.done;
}
