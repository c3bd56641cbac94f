/** A documented answer comes with another status. */
import { responseFor } from '../../../contract/operation.ts';
import { answerProbes } from '../../probe/probes.ts';
import type { Reply } from '../../serve/call.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';

const others = [
  200, 201, 202, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 409, 412, 415, 422, 429, 500, 501, 502, 503,
];

export const status: ListFaults = (probed) =>
  probed.responses.flatMap(({ status: documented }) =>
    others
      .filter((other) => String(other) !== documented)
      .map((other): FaultDraft => ({
        id: `${documented}:${other}`,
        clause: `${probed.operation.id}.response.${documented}.status`,
        sentence: `answers ${other} in place of ${documented}`,
        probes: () => answerProbes(probed, documented),
        wrap:
          ({ handle }) =>
          async (call) => {
            const reply = await handle(call);
            const own = responseFor(call.operation, reply.status)?.status === documented;
            return own ? withStatus(reply, other) : reply;
          },
      })),
  );

function withStatus(reply: Reply, other: number): Reply {
  const location = other >= 300 && other < 400 ? { location: '/elsewhere' } : {};
  return { ...reply, status: other, headers: { ...reply.headers, ...location } };
}
