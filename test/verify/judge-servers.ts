/** Verifies many servers, some at a time. */
import type { Contract } from '../../src/contract/contract.ts';
import type { Progress, VerifyOptions } from '../../src/verify/verify-options.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Report } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import type { Variant } from '../servers/index.ts';
import { ownContract } from '../write-contract.ts';

export interface Judged<Server extends Variant = Variant> {
  server: Server;
  report: Report;
}

const own = loadContract(ownContract);

/** Servers under verification at once: more would slow each other down until a race or a time limit decides. */
const AT_ONCE = 3;

export interface JudgeOptions extends Pick<VerifyOptions, 'timeout' | 'strictLaws'> {
  /** The one that ships unless said. */
  contract?: Contract;
  /** Whether a run ends with the first thing that it finds: whether a fault is seen, and not all that is told of it. */
  untilFound?: boolean;
}

/** The report on each, in their order, at standard depth. */
export async function judgeServers<Server extends Variant>(
  servers: readonly Server[],
  { contract = own, timeout = 5_000, strictLaws = false, untilFound = false }: JudgeOptions = {},
): Promise<Judged<Server>[]> {
  const judged: Judged<Server>[] = [];
  const waiting = servers.map((server, index) => ({ server, index })).toReversed();
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      judged[next.index] = await judgeServer(next.server, { contract, timeout, strictLaws, untilFound });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return judged;
}

async function judgeServer<Server extends Variant>(
  server: Server,
  { untilFound, ...options }: Omit<VerifyOptions, 'target'> & { untilFound: boolean },
): Promise<Judged<Server>> {
  const running = await server.start();
  const enough = new AbortController();
  const onProgress = ({ findings }: Progress): void => {
    if (untilFound && findings > 0) enough.abort();
  };
  try {
    return { server, report: await verify({ ...options, target: running.url, signal: enough.signal, onProgress }) };
  } finally {
    await running.close();
  }
}

/** For conforming servers: some send a long answer so slowly that it takes five seconds. */
export const patience = { timeout: 20_000 } as const;

/** `count` of them, spread evenly over the whole list; the same for the same list. */
export function takeSample<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]).filter(
    (item) => item !== undefined,
  );
}
