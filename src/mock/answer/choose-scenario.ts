/** Which scenario answers a request, and what has to be set up for it. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { isForced, type Preference } from '../request/preference.ts';
import type { State } from '../state/state.ts';

export interface Scenarios {
  choose(operation: Operation, preference: Preference): Chosen;
  /** What a scenario takes for given is carried out, unless it was already. */
  setUp(operation: Operation, scenario: Scenario): void;
}

export interface Chosen {
  /** The client's own wish, else the scenario that is switched on, where the operation has one of that name. */
  wanted: Preference;
  /** The scenario that is wanted, where there is one. */
  scenario: Scenario | undefined;
}

export interface ScenarioSettings {
  state: State;
  /** The scenario that answers where the client asks for nothing. */
  scenario?: () => string | undefined;
}

/** How far what is given may itself have something given. */
const DEEPEST_GIVEN = 10;

export function createScenarios({ scenarios }: Contract, { state, scenario }: ScenarioSettings): Scenarios {
  function find(operation: Operation, name: string): Scenario | undefined {
    return scenarios.get(operation.id)?.find((each) => each.name === name);
  }

  function setUp(operation: Operation, { given }: Scenario, depth: number): void {
    for (const name of depth < DEEPEST_GIVEN ? given : []) {
      const before = find(operation, name);
      if (!before) continue;
      setUp(operation, before, depth + 1);
      const { request, response } = before;
      if (response.status < 300) state.claim({ operation, request, response: response.body });
    }
  }

  return {
    choose(operation, preference) {
      const { example } = preference;
      if (isForced(preference)) {
        return { wanted: preference, scenario: example === undefined ? undefined : find(operation, example) };
      }
      const switched = scenario?.();
      const found = switched === undefined ? undefined : find(operation, switched);
      return { wanted: found ? { ...preference, example: found.name } : preference, scenario: found };
    },
    setUp: (operation, wanted) => setUp(operation, wanted, 0),
  };
}

/** The negotiator looks for a named example in one answer only: the name alone tells in which. */
export function namedExample(operation: Operation, preference: Preference, scenario: Scenario | undefined): Preference {
  const { code, example } = preference;
  if (example === undefined || code !== undefined) return preference;
  if (scenario) return { ...preference, code: scenario.response.status };
  const holder = operation.responses.find(({ contents }) => contents.some(({ examples }) => examples.has(example)));
  return holder && /^\d{3}$/.test(holder.status) ? { ...preference, code: Number(holder.status) } : preference;
}

/** The headers that the scenario's answer has, names in lower case. */
export function headersOf({ response }: Scenario): Record<string, string> {
  const headers = Object.entries(response.headers ?? {});
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}
