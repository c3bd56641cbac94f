/** `docpact bundle`: a contract as one JSON file. */
import { snapshotContract } from '../contract/contract-snapshot.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { openMockContract } from './open-mock-contract.ts';
import { writeAtomically } from './write-atomically.ts';

export interface BundleCommandOptions {
  contract?: string;
  out?: string;
}

export function runBundle({ contract, out }: BundleCommandOptions): ExitCode {
  const text = `${JSON.stringify(snapshotContract(openMockContract(contract)))}\n`;
  if (out === undefined) process.stdout.write(text);
  else writeAtomically(out, text);
  return exitCodes.done;
}
