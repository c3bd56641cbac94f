/** A contract as plain JSON: for places that have no files, such as a browser. */
import type { Place } from '../errors.ts';
import { assembleContract } from './assemble-contract.ts';
import { ContractDiagnostics } from './contract-diagnostics.ts';
import type { Contract, Scenario } from './contract.ts';
import type { SchemaObject } from './schema.ts';
import { cloneJson } from './wide-integer.ts';

/** What `docpact bundle` writes. */
export interface ContractSnapshot {
  /** One OpenAPI document that needs no other file. */
  document: SchemaObject;
  /** By operationId. */
  scenarios: Record<string, readonly SavedScenario[]>;
}

type SavedScenario = Omit<Scenario, 'file' | 'placeOf' | 'operation'>;

export function snapshotContract({ document, scenarios }: Contract): ContractSnapshot {
  const saved = [...scenarios].map(([id, list]) => [id, list.map(saveScenario)]);
  return { document, scenarios: Object.fromEntries(saved) as ContractSnapshot['scenarios'] };
}

const placeOf = (pointer: string): Place => ({ file: 'contract.json', pointer });

function saveScenario({ name, description, given, request, response, undocumented }: Scenario): SavedScenario {
  return { name, description, given, request, response, undocumented };
}

/** The contract that a snapshot was taken of. Throws a ContractError for one that is none. */
export function restoreContract({ document, scenarios }: ContractSnapshot): Contract {
  return assembleContract({
    file: 'contract.json',
    bundle: {
      document: cloneJson(document),
      files: [],
      diagnostics: new ContractDiagnostics(),
      placeOf,
      tell: () => undefined,
      relocate: () => undefined,
    },
    readScenarios: (operations) =>
      new Map(
        operations.map(({ id }) => [
          id,
          (scenarios[id] ?? []).map((scenario) => ({ ...scenario, operation: id, file: 'contract.json', placeOf })),
        ]),
      ),
  });
}
