/** Removes what a run has made, through the API itself: newest first, by the operation that the document has for it. */
import { writeText } from '../../http/value/text.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { type Source, sourcesAt } from '../../contract/resource/find-sources.ts';
import { itemSegments, segmentsOf } from '../../contract/resource/path-shape.ts';
import type { SentStep, StepOutcome } from '../check/outcome.ts';
import type { Step } from '../plan/case.ts';
import { changeValues } from '../plan/change-values.ts';
import { valueFrom } from './send-case.ts';

export interface RemoveOptions {
  contract: Contract;
  /** Sends a request to an operation; undefined where nothing more may be sent. */
  send: (operation: Operation, step: Step) => Promise<SentStep | undefined>;
}

/** After so many removals in a row without an answer the rest is left. */
const UNANSWERED = 3;

/** How many are under way at once. */
const AT_ONCE = 8;

/** Identities of what could not be removed, and of what is gone; what nothing removes is in neither. */
export async function removeCreated(
  made: readonly StepOutcome[],
  { contract, send }: RemoveOptions,
): Promise<{ left: string[]; gone: ReadonlySet<string> }> {
  const removals = findRemovals(contract);
  // Taken from the end: what came last goes first, before what it may depend on.
  const waiting = made.flatMap((step) => planRemoval(step, removals) ?? []);
  const left: string[] = [];
  const gone = new Set<string>();
  let unanswered = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const sent = unanswered < UNANSWERED ? await send(next.operation, next.step) : undefined;
      unanswered = sent?.exchange.response ? 0 : unanswered + 1;
      if (isGone(sent)) gone.add(next.identity);
      else left.push(next.identity);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { left, gone };
}

interface Removal {
  operation: Operation;
  source: Source;
}

/** What removes things, by the id of the operation that makes them. */
export function findRemovals(contract: Contract): ReadonlyMap<string, Removal> {
  const removals = new Map<string, Removal>();
  for (const operation of contract.operations) {
    const item = itemSegments(operation.path);
    if (operation.method !== 'delete' || item.length !== segmentsOf(operation.path).length) continue;
    for (const source of sourcesAt(contract, operation, item))
      if (source.evidence !== 'listed' && !removals.has(source.operation.id))
        removals.set(source.operation.id, { operation, source });
  }
  return removals;
}

function planRemoval(
  made: StepOutcome,
  removals: ReadonlyMap<string, Removal>,
): { operation: Operation; step: Step; identity: string } | undefined {
  const removal = removals.get(made.operation.id);
  if (!removal || (removal.source.evidence === 'chosen' && made.exchange.response?.status !== 201)) return undefined;
  const changes = removal.source.gives.map(({ at, from }) => ({ at, value: valueFrom(made, from) }));
  if (changes.some(({ value }) => value === undefined)) return undefined;
  const values = changeValues(
    { path: {} },
    changes.filter(({ at: [part] }) => part === 'path'),
  );
  const identity = writeText(changes.at(-1)?.value);
  return { operation: removal.operation, step: { values, form: {}, expect: 'either' }, identity };
}

/** What is not there any more need not be removed. */
function isGone(sent: SentStep | undefined): boolean {
  const status = sent?.exchange.response?.status ?? 0;
  return (status >= 200 && status < 300) || status === 404 || status === 410;
}
