/** The scenarios that a page's examples are: a request that is wholly known, and its answer. */
import type { Contract, Scenario, ScenarioRequest } from '../../contract/contract.ts';
import { parsePointer } from '../../contract/json-pointer.ts';
import type { DocumentedResponse, Operation } from '../../contract/operation.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import type { SoundExample } from './judge-examples.ts';

/** By operationId; an operation has one where the page shows an answer that succeeds and everything that its request needs. */
export function listScenarios(contract: Contract, examples: readonly SoundExample[]): Map<string, Scenario[]> {
  const scenarios = new Map<string, Scenario[]>();
  const byOwner = Map.groupBy(examples, ({ owner, part }) => `${part === 'model' ? 'model' : 'operation'} ${owner}`);
  for (const operation of contract.operations) {
    const scenario = makeScenario(contract, operation, byOwner);
    if (scenario) scenarios.set(operation.id, [scenario]);
  }
  return scenarios;
}

function makeScenario(
  contract: Contract,
  operation: Operation,
  examples: ReadonlyMap<string, readonly SoundExample[]>,
): Scenario | undefined {
  const own = examples.get(`operation ${operation.id}`) ?? [];
  const sent = own.find(({ part }) => part === 'request');
  const answer = operation.responses.find(({ status }) => /^2\d\d$/.test(status));
  const shown =
    own.find(({ part, status }) => part === 'response' && status === answer?.status) ?? modelExample(answer, examples);
  const origin = shown ?? sent;
  if (!answer || !origin || (answer.contents.length > 0 && !shown)) return undefined;
  if (operation.body?.required && !sent) return undefined;
  const request: ScenarioRequest = sent ? { body: sent.value } : {};
  if (zoneOf(contract, operation, request) === 'invalid') return undefined;
  return {
    name: `example-${answer.status}`,
    operation: operation.id,
    description: `${operation.summary}: the example of the page.`,
    given: [],
    request,
    response: { status: Number(answer.status), headers: {}, ...(shown ? { body: shown.value } : {}) },
    undocumented: false,
    file: origin.file,
    placeOf: () => ({ file: origin.file, pointer: '', line: origin.line }),
  };
}

/** An answer that is a model has the model's example. */
function modelExample(
  answer: DocumentedResponse | undefined,
  examples: ReadonlyMap<string, readonly SoundExample[]>,
): SoundExample | undefined {
  const [area, kind, key = ''] = parsePointer(answer?.contents[0]?.node?.pointer ?? '');
  return area === 'components' && kind === 'schemas' ? examples.get(`model ${key}`)?.[0] : undefined;
}
