/** The scenarios of the contract, each as a case; values that may be taken once are made fresh in all steps alike. */
import type { Scenario } from '../../../contract/contract.ts';
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case, Step } from '../case.ts';
import { renewValue } from '../change-values.ts';
import { makeCase, type PlanContext, stepOf } from '../plan-context.ts';

export function scenarioCases(context: PlanContext): Case[] {
  const scenarios = context.contract.scenarios.get(context.operation.id) ?? [];
  return scenarios
    .filter(({ undocumented }) => !undocumented)
    .map((scenario) => scenarioCase(context, scenario, scenarios));
}

function scenarioCase(context: PlanContext, scenario: Scenario, all: readonly Scenario[]): Case {
  const given = scenario.given.flatMap((name) => all.find((each) => each.name === name) ?? []);
  const { token } = context.maker.make('minimal');
  const fresh = freshTexts(context, [...given, scenario], token);
  const steps = [...given, scenario].map((each): Step => {
    const step = stepOf(context, renewValue(each.request, fresh));
    return each.given.length > 0 && step.expect === 'success' ? { ...step, ...expectationOf(context, each) } : step;
  });
  return makeCase(context, {
    id: `scenario/${scenario.name}`,
    sentence: `as in "${scenario.name}"`,
    steps,
    tokens: [token],
  });
}

/** What is given makes the difference: a request that is valid for itself may have to be refused. */
function expectationOf({ clauses, contract, operation }: PlanContext, { response }: Scenario): Partial<Step> {
  const law = clauses.find(({ kind }) => kind === 'unique')?.id;
  const all = contract.operations.find(({ id }) => id === operation.id)?.laws.unique.length;
  // A law that is switched off may be the one that the scenario shows.
  if (operation.laws.unique.length !== all) return { expect: 'either' };
  return response.status >= 400 ? { expect: 'refusal', ...(law === undefined ? {} : { law }) } : {};
}

function freshTexts({ operation }: PlanContext, scenarios: readonly Scenario[], token: string): Map<string, string> {
  const texts = operation.laws.unique.flatMap(({ of }) =>
    scenarios.map(({ request }) => valueAt(request, [of.in, ...of.tokens])),
  );
  return new Map(
    texts.filter((text): text is string => typeof text === 'string').map((text) => [text, `${text}-${token}`]),
  );
}
