/** A server that is wrong only now and then: every n-th time, at first, after a while. */
import { inOrder } from '../../probe/probes.ts';
import { type Handle, isSuccess } from '../../serve/call.ts';
import { drop, type Effect, fail, type FaultDraft, hang, type ListFaults, refuse } from '../fault.ts';

/** Whether it is wrong now, by how many requests came (this one included) and how many creations succeeded before. */
type Moment = (count: { requests: number; successes: number }) => boolean;

const moments: readonly [name: string, sentence: string, now: Moment][] = [
  ['first', 'on the first request', ({ requests }) => requests === 1],
  ['second', 'on the second request', ({ requests }) => requests === 2],
  ...[2, 3, 5, 7, 10, 17, 25, 50, 100].map((n): [string, string, Moment] => [
    `every-${n}`,
    `on every ${n}-th request`,
    ({ requests }) => requests % n === 0,
  ]),
  ...[3, 10, 20, 30, 60].map((n): [string, string, Moment] => [
    `after-${n}`,
    `after ${n} successes`,
    ({ successes }) => successes >= n,
  ]),
];

const effects: readonly [name: string, verb: string, effect: Effect][] = [
  ['fails', 'fails', fail],
  ['refuses', 'refuses', refuse],
  ['drops', 'loses the connection', drop],
  ['hangs', 'never answers', hang],
];

export const time: ListFaults = (probed) =>
  moments.flatMap(([name, sentence, now]) =>
    effects.map(([suffix, verb, effect]): FaultDraft => ({
      id: `${name}:${suffix}`,
      sentence: `${verb} ${sentence}`,
      probes: () => [inOrder(Array.from({ length: 110 }, () => probed.make('minimal')))],
      ...(suffix === 'hangs' ? { hangs: true } : {}),
      wrap: (server): Handle => {
        const count = { requests: 0, successes: 0 };
        return async (call) => {
          count.requests += 1;
          if (now(count)) return effect(server, call);
          const reply = await server.handle(call);
          count.successes += isSuccess(reply) ? 1 : 0;
          return reply;
        };
      },
    })),
  );
