/** A contract as plain JSON: for places that have no files, such as a browser. */
import type { Place } from '../errors.ts';
import { assembleContract } from './assemble-contract.ts';
import { ContractDiagnostics } from './contract-diagnostics.ts';
import type { Contract, Scenario } from './contract.ts';
import type { SchemaObject } from './schema.ts';
import { formatPointer, parsePointer, setAt } from './json-pointer.ts';
import { cloneJson, integerOf, isWideInteger } from './wide-integer.ts';

/** What `docpact bundle` writes. */
export interface ContractSnapshot {
  /** One OpenAPI document that needs no other file. */
  document: SchemaObject;
  /** By operationId. */
  scenarios: Record<string, readonly SavedScenario[]>;
  /** The digits of integers beyond 2^53, by pointers into the snapshot: whoever reads its JSON as numbers rounds them. */
  integers?: Readonly<Record<string, string>>;
}

type SavedScenario = Omit<Scenario, 'file' | 'placeOf' | 'operation'>;

export function snapshotContract({ document, scenarios }: Contract): ContractSnapshot {
  const saved = [...scenarios].map(([id, list]) => [id, list.map(saveScenario)]);
  const snapshot = { document, scenarios: Object.fromEntries(saved) as ContractSnapshot['scenarios'] };
  const integers = [...findIntegers(snapshot, [])];
  return integers.length === 0 ? snapshot : { ...snapshot, integers: Object.fromEntries(integers) };
}

function* findIntegers(value: unknown, tokens: readonly string[]): Generator<[pointer: string, digits: string]> {
  if (isWideInteger(value)) yield [formatPointer(tokens), value.rawJSON];
  else if (typeof value === 'object' && value !== null)
    for (const [token, member] of Object.entries(value)) yield* findIntegers(member, [...tokens, token]);
}

const placeOf = (pointer: string): Place => ({ file: 'contract.json', pointer });

function saveScenario({ name, description, given, request, response, undocumented }: Scenario): SavedScenario {
  return { name, description, given, request, response, undocumented };
}

/** The contract that a snapshot was taken of. Throws a ContractError for one that is none. */
export function restoreContract({ integers = {}, ...rounded }: ContractSnapshot): Contract {
  const { document, scenarios } = cloneJson(rounded);
  for (const [pointer, digits] of Object.entries(integers))
    setAt({ document, scenarios }, parsePointer(pointer), integerOf(digits));
  return assembleContract({
    file: 'contract.json',
    bundle: {
      document,
      files: [],
      // What they are read as is settled.
      hasUnions: false,
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
