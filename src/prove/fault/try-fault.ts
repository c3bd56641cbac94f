/** Tries one fault: whether it is one, and whether verify sees it. */
import type { Operation } from '../../contract/operation.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import type { Fault } from './fault.ts';
import { faultyServer } from './faulty-server.ts';
import type { Kit } from '../kit.ts';
import type { FaultResult } from '../prove-report.ts';
import type { RightServer } from '../serve/right-server.ts';
import { isFault } from '../judge/run-probe.ts';
import { runVerify, type Sight, type VerifyRun } from '../judge/run-verify.ts';
import { serveCalls } from '../serve/serve-calls.ts';
import { serveWire } from '../serve/serve-wire.ts';
import { subjectOf } from '../probe/probed-operation.ts';

/** How long verify waits for an answer of a server that answers at once, and of one that may not answer at all. */
const TIMEOUTS = { plain: 2_000, hanging: 60 } as const;

export async function tryFault(kit: Kit, fault: Fault, ignore: readonly ProblemKind[] = []): Promise<FaultResult> {
  const begun = performance.now();
  const { id, family, clause, sentence, hangs } = fault;
  const operation = kit.contract.operations.find((each) => each.id === fault.operation) as Operation;
  const result = (rest: Pick<FaultResult, 'outcome' | 'sight'>): FaultResult => ({
    id,
    family,
    clause,
    sentence,
    ...rest,
    durationMs: Math.round(performance.now() - begun),
  });
  if (!fault.wire && !(await isFault(kit, operation, fault))) return result({ outcome: 'equivalent' });
  const sight = await look({ kit, operation, timeout: hangs ? TIMEOUTS.hanging : TIMEOUTS.plain, ignore }, fault);
  if (sight) return result({ outcome: 'found', sight });
  // A probe that the right server fails, too, shows nothing.
  const right = { ...fault, wrap: ({ handle }: RightServer) => handle, beyondClauses: false };
  return result({ outcome: !fault.wire && (await isFault(kit, operation, right)) ? 'equivalent' : 'missed' });
}

async function look(run: Omit<VerifyRun, 'target'>, fault: Fault): Promise<Sight | undefined> {
  const { kit, timeout } = run;
  subjectOf(kit, run.operation).restart('verify');
  const handle = faultyServer(kit, fault);
  const { wire: write } = fault;
  if (!write) return runVerify({ ...run, target: serveCalls(kit.contract, handle) });
  const wire = await serveWire(kit, handle, { write, timeout });
  try {
    return await runVerify({ ...run, target: wire.target });
  } finally {
    wire.close();
  }
}
