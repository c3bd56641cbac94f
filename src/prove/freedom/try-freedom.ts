/** Tries one right server that differs: whether it is right, and whether verify flags it. */
import type { Operation } from '../../contract/operation.ts';
import { isShown } from '../judge/run-probe.ts';
import { runVerify, type Sight } from '../judge/run-verify.ts';
import type { Kit } from '../kit.ts';
import { prepareOperation } from '../probe/probed-operation.ts';
import { invalidProbe, validProbe } from '../probe/probes.ts';
import type { RightResult } from '../prove-report.ts';
import type { Handle } from '../serve/call.ts';
import { createRightServer } from '../serve/right-server.ts';
import { serveCalls } from '../serve/serve-calls.ts';
import { serveWire } from '../serve/serve-wire.ts';
import type { RightVariant } from './freedom.ts';

/** Milliseconds that verify waits for an answer: none of these servers is slow. */
const VERIFY_TIMEOUT = 5_000;

/** Undefined results are left out: what the contract does not leave free is no freedom. */
export async function tryFreedom(kit: Kit, variant: RightVariant): Promise<RightResult> {
  const begun = performance.now();
  const { id, freedoms } = variant;
  const operation = kit.contract.operations.find((each) => each.id === variant.operation) as Operation;
  const sentence = freedoms.map((freedom) => freedom.sentence).join(', ') || 'does nothing unusual';
  const free = await isRight(kit, operation, variant);
  const sight = free ? await verifyVariant(kit, operation, variant) : freedoms.length === 0 ? noServer : undefined;
  return {
    id,
    sentence,
    free,
    ...(sight ? { sight } : {}),
    durationMs: Math.round(performance.now() - begun),
  };
}

/** Faults are put into the plain server: where that one is wrong itself, finding them proves nothing. */
const noServer: Sight = {
  kind: 'unstable',
  clause: '',
  case: '',
  requests: 0,
  message: "the kit's own server is wrong by this contract, so that nothing is proven of the operation",
  expected: 'a server that conforms',
  actual: 'one that does not',
};

function handleOf(kit: Kit, { freedoms }: RightVariant): Handle {
  const options = Object.assign({}, ...freedoms.map((freedom) => freedom.options ?? {})) as object;
  const server = createRightServer(kit, options);
  return freedoms.reduce<Handle>((next, { change }) => change?.(next, server) ?? next, server.handle);
}

async function isRight(kit: Kit, operation: Operation, variant: RightVariant): Promise<boolean> {
  const probed = prepareOperation(kit, operation);
  for (const probe of [validProbe(probed), invalidProbe(probed)]) {
    if (await isShown({ kit, operation, handle: handleOf(kit, variant) }, probe)) return false;
  }
  return true;
}

async function verifyVariant(kit: Kit, operation: Operation, variant: RightVariant): Promise<Sight | undefined> {
  const handle = handleOf(kit, variant);
  const write = variant.freedoms.find((freedom) => freedom.wire)?.wire;
  if (!write) return runVerify({ kit, operation, target: serveCalls(kit.contract, handle), timeout: VERIFY_TIMEOUT });
  const wire = await serveWire(kit, handle, { write, operation, timeout: VERIFY_TIMEOUT });
  try {
    return await runVerify({ kit, operation, target: wire.target, timeout: VERIFY_TIMEOUT });
  } finally {
    wire.close();
  }
}
