/** Scenarios obey the contract: their requests are what they claim to be, their answers are documented and keep the laws. */
import { documentedAnswer } from '../schema/view-schema.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Contract, Scenario } from '../contract.ts';
import { writeDiagnostic } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer, valueAt } from '../json-pointer.ts';
import { convert } from '../laws.ts';
import { type Operation, responseFor } from '../operation.ts';
import { evaluateExpression } from '../runtime-expression.ts';
import { zoneOf } from '../zone-of.ts';

export function lintScenarios(contract: Contract): Diagnostic<ContractRule>[] {
  return contract.operations.flatMap((operation) => {
    const scenarios = contract.scenarios.get(operation.id) ?? [];
    const names = new Set(scenarios.map(({ name }) => name));
    return scenarios.flatMap((scenario) => [
      ...lintText(scenario, scenarios),
      ...lintGiven(scenario, names),
      ...lintZone(contract, operation, scenario),
      ...lintAnswer(contract, operation, scenario),
      ...lintEcho(operation, scenario),
    ]);
  });
}

function diagnose(scenario: Scenario, pointer: string, message: string): Diagnostic<ContractRule> {
  return writeDiagnostic('scenario', scenario.placeOf(pointer), { message });
}

function lintText(scenario: Scenario, all: readonly Scenario[]): Diagnostic<ContractRule>[] {
  if (scenario.description === '') return [diagnose(scenario, '/description', 'the scenario needs a description')];
  const twin = all.find((other) => other !== scenario && other.description === scenario.description);
  return twin
    ? [
        diagnose(
          scenario,
          '/description',
          `"${twin.name}" has the same description; Pact tells interactions apart by it: give this one its own`,
        ),
      ]
    : [];
}

function lintGiven(scenario: Scenario, names: ReadonlySet<string>): Diagnostic<ContractRule>[] {
  return scenario.given.flatMap((name, index) =>
    names.has(name) ? [] : [diagnose(scenario, `/given/${index}`, `there is no scenario "${name}"`)],
  );
}

function lintZone(contract: Contract, operation: Operation, scenario: Scenario): Diagnostic<ContractRule>[] {
  const zone = zoneOf(contract, operation, scenario.request);
  const { status } = scenario.response;
  if (zone === 'invalid' && status < 400) {
    return [diagnose(scenario, '/request', `the request must be refused, yet the answer is ${status}`)];
  }
  if (zone === 'valid' && status === 400 && scenario.given.length === 0) {
    return [diagnose(scenario, '/request', `the request is valid and nothing is given, yet the answer is ${status}`)];
  }
  return [];
}

function lintAnswer(contract: Contract, operation: Operation, scenario: Scenario): Diagnostic<ContractRule>[] {
  const { status, body } = scenario.response;
  const documented = responseFor(operation, status);
  if (!documented) {
    const hint = 'document it, or mark the scenario with "undocumented: true"';
    return scenario.undocumented
      ? []
      : [diagnose(scenario, '/response/status', `${status} is not documented; ${hint}`)];
  }
  const node = documented.contents[0]?.node;
  if (!node) return [];
  return contract.validators
    .violations(node, body, documentedAnswer)
    .map(({ message }) => diagnose(scenario, '/response/body', `the answer breaks its schema: ${message}`));
}

function lintEcho({ laws }: Operation, scenario: Scenario): Diagnostic<ContractRule>[] {
  if (scenario.response.status >= 300) return [];
  return laws.echo.flatMap(({ from, to, as, inferred }) => {
    if (inferred) return [];
    const sent = evaluateExpression(from, scenario.request);
    if (sent === undefined || isDeepStrictEqual(valueAt(scenario.response.body, to), convert(sent, as))) return [];
    return [
      diagnose(
        scenario,
        `/response/body${formatPointer(to)}`,
        `the answer must repeat ${JSON.stringify(convert(sent, as))}`,
      ),
    ];
  });
}
