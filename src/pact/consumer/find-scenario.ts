/** Finds a scenario by its name, or completes a consumer's own, and holds it against the contract. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import type { Contract, Scenario, ScenarioRequest } from '../../contract/contract.ts';
import { setAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { listNearest } from '../../contract/nearest-name.ts';
import { type Operation, responseFor } from '../../contract/operation.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { judgeRequest } from '../../contract/zone-of.ts';
import { UsageError } from '../../errors.ts';
import { requireFaker } from '../../fixture/chance/load-faker.ts';
import { compileGenerator } from '../../fixture/compile-generator.ts';

/** A scenario as a consumer's test writes it. */
export interface ScenarioDraft {
  /** The operationId; needed where the contract has several operations. */
  operation?: string;
  /** One sentence, unlike any other of the same pact. */
  description: string;
  /** What was carried out before: scenarios of the contract (`made` of the same operation, `addThing/made` of another), or your own. */
  given?: readonly (string | ScenarioDraft)[];
  request: ScenarioRequest;
  response: {
    status: number;
    headers?: Readonly<Record<string, string | string[]>>;
    /** Made up by the contract where it is left out. */
    body?: unknown;
  };
}

export interface FoundScenario {
  operation: Operation;
  found: ScenarioDraft & { given: readonly (string | ScenarioDraft)[] };
  /** Its own name; of a consumer's scenario, what it is described as. */
  name: string;
}

/** Throws a UsageError for a scenario that does not exist, or that promises what the contract does not. */
export function findScenario(contract: Contract, scenario: string | Scenario | ScenarioDraft): FoundScenario {
  const named = typeof scenario === 'string' ? scenarioNamed(contract, scenario) : scenario;
  const operation = operationOf(contract, named);
  const found = { ...named, given: named.given ?? [], request: withPlainHeaders(named.request) };
  if (found.description === '')
    throw new UsageError('a scenario needs a description, by which Pact tells it from others');
  const complete = { ...found, response: withAnswer(contract, operation, found) };
  checkPromise(contract, operation, complete);
  const name = isOfContract(named) ? named.name : named.description.replace(/\.$/, '');
  return { operation, found: complete, name };
}

/** Names of headers have no case; the contract has them in lower case. */
function withPlainHeaders({ header, ...request }: ScenarioRequest): ScenarioRequest {
  if (header === undefined) return request;
  return {
    ...request,
    header: Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value])),
  };
}

function scenarioNamed({ scenarios }: Contract, name: string): Scenario {
  const all = [...scenarios.values()].flat();
  const found = all.filter((each) => each.name === name || `${each.operation}/${each.name}` === name);
  if (found.length === 1 && found[0]) return found[0];
  const names = all.map((each) => `${each.operation}/${each.name}`);
  throw new UsageError(
    found.length > 1 ? `several operations have a scenario "${name}"` : `the contract has no scenario "${name}"`,
    { hint: names.length === 0 ? 'It has none at all.' : `There is ${listNearest(name, names)}.` },
  );
}

function operationOf({ operations }: Contract, { operation, description }: ScenarioDraft): Operation {
  const found = operation === undefined && operations.length === 1 ? operations[0] : byId(operations, operation);
  if (found) return found;
  throw new UsageError(
    operation === undefined
      ? `"${description}" does not say which operation it is of`
      : `the contract has no operation "${operation}"`,
    {
      hint: `There is ${listNearest(
        operation ?? '',
        operations.map(({ id }) => id),
      )}.`,
    },
  );
}

function isOfContract(scenario: Scenario | ScenarioDraft): scenario is Scenario {
  return 'name' in scenario;
}

function byId(operations: readonly Operation[], wanted: string | undefined): Operation | undefined {
  return operations.find(({ id }) => id === wanted);
}

function withAnswer(contract: Contract, operation: Operation, draft: ScenarioDraft): ScenarioDraft['response'] {
  const { response, request } = draft;
  if (response.body !== undefined) return response;
  const body = makeAnswer(contract, { operation, request, status: response.status });
  return body === undefined ? response : { ...response, body };
}

/** A consumer may rely on nothing that the provider has not promised. */
function checkPromise(contract: Contract, operation: Operation, { description, request, response }: ScenarioDraft) {
  const refuse = (message: string, hint: string): never => {
    throw new UsageError(`"${description}": ${message}`, { hint });
  };
  const { status, body } = response;
  const documented = responseFor(operation, status);
  if (!documented)
    return refuse(
      `${operation.id} has no documented answer ${status}`,
      `It has ${operation.responses.map((each) => each.status).join(', ')}.`,
    );
  const { zone, violations } = judgeRequest(contract, operation, request);
  if (zone === 'invalid' && status < 400) {
    const reasons = violations.map(({ message: reason }) => reason).join('; ');
    return refuse(
      `the contract refuses this request, yet the answer is ${status}: ${reasons}`,
      'Expect the documented refusal.',
    );
  }
  const node = documented.contents[0]?.node;
  const [broken] = node ? contract.validators.violations(node, body, documentedAnswer) : [];
  if (broken)
    refuse(
      `the answer breaks the contract: ${broken.message}`,
      'Rely on what the contract promises, or leave the body out.',
    );
  return undefined;
}

/** The body that answers `request` with `status`, the same every time; undefined where the document describes none. */
function makeAnswer(
  contract: Contract,
  { operation, request, status }: { operation: Operation; request: ScenarioRequest; status: number },
): unknown {
  const node = responseFor(operation, status)?.contents[0]?.node;
  if (!node) return undefined;
  const { locale } = contract;
  const generator = compileGenerator(contract, node, { faker: requireFaker(locale), locale, direction: 'response' });
  const body = generator.generate({ seed: 1, index: 0, members: 'full' });
  if (status >= 300 || typeof body !== 'object' || body === null) return body;
  for (const { from, to, as } of operation.laws.echo) {
    const sent = evaluateExpression(from, request);
    if (sent !== undefined) setAt(body, to, convert(sent, as));
  }
  return body;
}
