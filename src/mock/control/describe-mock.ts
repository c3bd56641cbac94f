/** The mock as its page shows it before the first request comes. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Contract, Scenario } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import type { MockDescription, ShownOperation, ShownState } from '../client/shapes.ts';
import { writeSettings } from '../settings.ts';
import { faultKinds } from '../trouble/fault.ts';
import { showThings } from './change-state.ts';
import type { ControlPanel } from './control-panel.ts';
import { findReference } from './reference.ts';
import { writeTarget } from './write-target.ts';

export function describeMock(panel: ControlPanel): MockDescription {
  const contract = panel.contract();
  return {
    title: contract.title,
    version: version(),
    contract: basename(contract.file),
    seed: panel.seed,
    locale: panel.locale,
    problem: panel.problem() ?? null,
    upstream: panel.upstream ?? null,
    reference: findReference() !== undefined,
    settings: writeSettings(panel.switches.current),
    faults: faultKinds,
    operations: contract.operations.map((operation) => describeOperation(contract, operation)),
  };
}

/** What was created, the newest `count` of it only where there is more. */
export function describeState({ state }: Pick<ControlPanel, 'state'>, count: number): ShownState {
  const resources = showThings(state, count);
  return { total: state.size, entries: state.newest(count), ...(resources ? { resources } : {}) };
}

function describeOperation(contract: Contract, operation: Operation): ShownOperation {
  const { id, method, path, summary, responses } = operation;
  return {
    id,
    method: method.toUpperCase(),
    path,
    summary,
    responses: responses.map(({ status, description }) => ({ status, description })),
    scenarios: (contract.scenarios.get(id) ?? [])
      .toSorted(compareScenarios)
      .map(({ name, description, request, response, undocumented, given }) => ({
        name,
        description,
        status: response.status,
        undocumented,
        given,
        request: writeTarget(contract, operation, request),
      })),
  };
}

/** What succeeds comes first, and what needs nothing before it; then what the document has, then what it has not. */
function compareScenarios(a: Scenario, b: Scenario): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ response, given, undocumented }: Scenario): number {
  const sort = undocumented ? 2 : response.status < 400 ? 0 : 1;
  return 2 * sort + (given.length > 0 ? 1 : 0);
}

function version(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
