/** The contract that a mock serves: its scenarios obey it, since the mock answers with them as they are. */
import type { Contract } from '../contract/contract.ts';
import { lintScenarios } from '../contract/lint/lint-scenarios.ts';
import { ContractError } from '../errors.ts';
import { openContract } from './open-contract.ts';

/** Throws a ContractError for the first scenario that does not hold. */
export function openMockContract(path: string | readonly string[] | undefined): Contract {
  const contract = openContract(path);
  const [finding] = lintScenarios(contract);
  if (finding) {
    throw new ContractError(finding.message, {
      place: finding.place,
      hint: 'docpact lint shows everything that is wrong with the contract.',
    });
  }
  return contract;
}
