/** Verifies many servers, some at a time. */
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Report } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import type { Variant } from '../servers/index.ts';
import { ownContract } from '../write-contract.ts';

export interface Judged<Server extends Variant = Variant> {
  server: Server;
  report: Report;
}

const contract = loadContract(ownContract);

/** Servers under verification at once: more would slow each other down until a race or a time limit decides. */
const AT_ONCE = 3;

/** The report on each, in their order, at standard depth; `timeout` in milliseconds. */
export async function judgeServers<Server extends Variant>(
  servers: readonly Server[],
  { timeout = 5_000 }: { timeout?: number } = {},
): Promise<Judged<Server>[]> {
  const judged: Judged<Server>[] = [];
  const waiting = servers.map((server, index) => ({ server, index })).toReversed();
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      judged[next.index] = await judgeServer(next.server, timeout);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return judged;
}

async function judgeServer<Server extends Variant>(server: Server, timeout: number): Promise<Judged<Server>> {
  const running = await server.start();
  try {
    return { server, report: await verify({ contract, target: running.url, timeout }) };
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
