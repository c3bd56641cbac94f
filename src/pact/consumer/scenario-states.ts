/** The provider states of a scenario: what was carried out before it, and which of its values must not be taken yet. */
import { valueAt } from '../../contract/json-pointer.ts';
import type { Operation } from '../../contract/operation.ts';
import { writePath } from '../../http/value/parameter.ts';
import { bind } from './bindings.ts';
import type { FoundScenario, ScenarioDraft } from './find-scenario.ts';
import type { JsonObject, ProviderState } from './interaction.ts';
import { queryTexts } from './request-line.ts';
import { stateName } from './state-name.ts';
import { nameText } from '../../contract/name-text.ts';

/** What states need of a scenario. */
type ScenarioCore = Pick<ScenarioDraft, 'request'>;

export interface ScenarioStates {
  states: ProviderState[];
  bindings: Map<unknown, string>;
}

/** States for `given`, in order, then for each value of `scenario` that may be taken once and is not yet. */
export function scenarioStates({
  operation,
  scenario,
  given,
}: {
  operation: Operation;
  scenario: ScenarioCore;
  given: readonly FoundScenario[];
}): ScenarioStates {
  const bindings = new Map<unknown, string>();
  const states = given.map((each) => givenState(each, bindings));
  for (const [member, value] of uniqueValues(operation, scenario)) {
    if (bindings.has(value)) continue;
    states.push({ name: stateName('free', member), parameters: { [bind(bindings, value, member)]: value } });
  }
  return { states, bindings };
}

/** The parameters hold the whole request, so that any handler can carry it out. */
function givenState({ operation, found: given, name }: FoundScenario, bindings: Map<unknown, string>): ProviderState {
  const unique = uniqueValues(operation, given);
  const parameters: JsonObject = {};
  for (const [member, value] of [...unique, ...freshValues(operation, given)])
    parameters[bind(bindings, value, member)] = value;
  parameters['request'] = {
    method: operation.method.toUpperCase(),
    path: writePath(operation, given.request.path),
    ...(given.request.query === undefined ? {} : { query: queryTexts(operation, given.request.query) }),
    ...(given.request.body === undefined ? {} : { body: given.request.body }),
  };
  const [first] = unique;
  return { name: first ? stateName('taken', first[0]) : stateName('done', name), parameters };
}

/** Values of the request that a second creation may not have, with the names of their members. */
function uniqueValues({ laws }: Operation, { request }: ScenarioCore): [member: string, value: unknown][] {
  return laws.unique.flatMap(({ of }) => named(of.tokens, valueAt(request, [of.in, ...of.tokens])));
}

/** Identifiers that the answer gives. */
function freshValues({ laws }: Operation, { response }: ScenarioDraft): [member: string, value: unknown][] {
  return laws.fresh.flatMap(({ of }) => named(of.tokens, valueAt(response.body, of.tokens)));
}

function named(tokens: readonly string[], value: unknown): [string, unknown][] {
  return nameText(value) !== undefined ? [[tokens.at(-1) ?? 'value', value]] : [];
}
