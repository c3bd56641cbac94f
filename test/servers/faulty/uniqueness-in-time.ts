/** Names are compared rightly, at the wrong moment: too late, too long, or not for long enough. */
import { crash, sleep } from '../change-stages.ts';
import { created, duplicate, minimal, refused, times, type Step } from '../probe/step.ts';
import { isObject, type Body } from '../region-members.ts';
import type { Call } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { name, taken, twice } from './uniqueness.ts';

const race = (): readonly Step[] => {
  const rival = minimal({ region_name: 'rival' });
  return [0, 1].map(() => ({ expected: 'one-of-many', body: rival }));
};

const faults: Fault[] = [
  [
    'racing',
    'Two at the same moment get the same name.',
    () => ({
      async claim(body, call) {
        const free = !call.memory.accepted.some((other) => name(other) === name(body));
        await sleep(25);
        if (free) call.memory.accepted.push(body);
        return free;
      },
    }),
    [race()],
  ],
  [
    'racing-fails',
    'Two at the same moment: one is created, the other gets 500.',
    (right) => {
      const pending = new Set<string>();
      const lost = new WeakSet<Call>();
      return {
        async claim(body, call) {
          if (pending.has(name(body))) lost.add(call);
          pending.add(name(body));
          await sleep(25);
          pending.delete(name(body));
          return right.claim(body, call);
        },
        finish: (reply, call) => (lost.has(call) ? crash() : reply),
      };
    },
    [race()],
  ],
  [
    'racing-both-refused',
    'Two at the same moment are both refused.',
    (right) => {
      const pending: string[] = [];
      return {
        async claim(body, call) {
          pending.push(name(body));
          await sleep(25);
          const alone = pending.filter((other) => other === name(body)).length === 1;
          await sleep(5);
          pending.splice(pending.indexOf(name(body)), 1);
          return alone && right.claim(body, call);
        },
      };
    },
    [race()],
  ],
  [
    'reserved',
    'A refused request keeps its name.',
    (right) => ({
      validate: (value, call) => {
        const flaw = right.validate(value, call);
        if (flaw !== undefined && isObject(value)) call.memory.accepted.push(value);
        return flaw;
      },
    }),
    [refused({ ...minimal({ region_name: 'once' }), url: 5 }), created(minimal({ region_name: 'once' }))],
  ],
  [
    'freed',
    'A name is free again after a creation with it was refused.',
    (right) => ({
      claim: async (body, call) => {
        const free = await right.claim(body, call);
        if (!free) call.memory.accepted = call.memory.accepted.filter((other) => name(other) !== name(body));
        return free;
      },
    }),
    [...twice, duplicate(taken)],
  ],
  [
    'updates',
    'A taken name is answered as if it were created: the region is replaced.',
    (right) => ({ claim: async (body, call) => (await right.claim(body, call)) || true }),
    twice,
  ],
  [
    'first-answer',
    'A taken name is answered with 201 and the first answer.',
    (right) => ({
      claim: () => true,
      build: async (body, { memory, ...call }) =>
        memory.answers.find((answer) => answer['region_name'] === body['region_name']) ??
        right.build(body, { memory, ...call }),
    }),
    twice,
  ],
  ...[3, 20].map((count): Fault => [
    `forgotten-after-${count}`,
    `Names are forgotten after ${count} creations.`,
    (right) => ({
      claim: (body, call) => {
        if (call.memory.accepted.length >= count) call.memory.accepted = [];
        return right.claim(body, call);
      },
    }),
    [created(taken), ...times(count), duplicate(taken)],
  ]),
  [
    'forgotten-after-refusal',
    'Names are forgotten when a request is refused.',
    (right) => ({
      validate: (value, call) => {
        const flaw = right.validate(value, call);
        if (flaw !== undefined) call.memory.accepted = [];
        return flaw;
      },
    }),
    [created(taken), refused(), duplicate(taken)],
  ],
  [
    'per-connection',
    'A name is taken on its own connection only.',
    () => {
      const sockets = new WeakMap<Body, unknown>();
      return {
        claim: (body, call) => {
          const own = call.memory.accepted.filter((other) => sockets.get(other) === call.request.socket);
          if (own.some((other) => name(other) === name(body))) return false;
          sockets.set(body, call.request.socket);
          call.memory.accepted.push(body);
          return true;
        },
      };
    },
    [
      [created(), created(taken)],
      [duplicate(taken), duplicate(taken)],
    ],
    'rare',
  ],
];

export const uniquenessInTime: FaultyServer[] = defineFaults('unique', faults);
