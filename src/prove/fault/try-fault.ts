/** Tries one fault: whether the contract forbids what the server does, and whether verify sees it. */
import type { Operation } from '../../contract/operation.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { answersDiffer, isShown } from '../judge/run-probe.ts';
import { runVerify, type Sight, type VerifyRun } from '../judge/run-verify.ts';
import type { Kit } from '../kit.ts';
import { prepareOperation } from '../probe/probed-operation.ts';
import type { FaultResult } from '../prove-report.ts';
import type { RightServer } from '../serve/right-server.ts';
import { serveCalls } from '../serve/serve-calls.ts';
import { serveWire } from '../serve/serve-wire.ts';
import { type Fault, faultyServer } from './fault.ts';

/** Milliseconds that verify waits for an answer: of a server that answers at once, and of one that may not answer at all. */
const VERIFY_TIMEOUTS = { plain: 2_000, hanging: 60 } as const;

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
  if (!fault.wire && !(await isFaultShown(kit, operation, fault))) return result({ outcome: 'equivalent' });
  const sight = await look(
    { kit, operation, timeout: hangs ? VERIFY_TIMEOUTS.hanging : VERIFY_TIMEOUTS.plain, ignore },
    fault,
  );
  if (sight) return result({ outcome: 'found', sight });
  // A probe that the right server fails, too, shows nothing.
  const right = { ...fault, wrap: ({ handle }: RightServer) => handle, beyondClauses: false };
  return result({ outcome: !fault.wire && (await isFaultShown(kit, operation, right)) ? 'equivalent' : 'missed' });
}

async function look(run: Omit<VerifyRun, 'target'>, fault: Fault): Promise<Sight | undefined> {
  const { kit, timeout } = run;
  prepareOperation(kit, run.operation).restart('verify');
  const handle = faultyServer(kit, fault);
  const { wire: write } = fault;
  if (!write) return runVerify({ ...run, target: serveCalls(kit.contract, handle) });
  const wire = await serveWire(kit, handle, { write, operation: run.operation, timeout });
  try {
    return await runVerify({ ...run, target: wire.target });
  } finally {
    wire.close();
  }
}

/** Whether some probe shows that the server is wrong; what none shows the contract allows. */
async function isFaultShown(kit: Kit, operation: Operation, fault: Fault): Promise<boolean> {
  const probed = prepareOperation(kit, operation);
  // Shared probes may be made on the way: once more, and they are there.
  fault.probes();
  probed.restart(fault.id);
  for (const probe of fault.probes()) {
    const handle = faultyServer(kit, fault);
    if (await isShown({ kit, operation, handle, hangs: fault.hangs }, probe)) return true;
    if (fault.beyondClauses && (await answersDiffer({ kit, operation, handle: faultyServer(kit, fault) }, probe)))
      return true;
  }
  return false;
}
