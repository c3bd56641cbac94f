/** What goes wrong right after another request: on the same connection, or after a refusal. */
import { crash, crashWhen } from '../change-stages.ts';
import { created, duplicate, minimal, refused, times } from '../probe/step.ts';
import type { Change, Reason, Reply } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const connections: Fault[] = [
  [
    'second-fails',
    'The second request on a connection fails with 500.',
    crashWhen(({ onConnection }) => onConnection === 2),
    times(2),
  ],
  [
    'third-fails',
    'The third request on a connection fails with 500.',
    crashWhen(({ onConnection }) => onConnection === 3),
    times(3),
  ],
  [
    'second-hangs',
    'The second request on a connection is never answered.',
    (right) => ({
      send: (payload, reply, call) => (call.onConnection === 2 ? undefined : right.send(payload, reply, call)),
    }),
    times(2),
  ],
  [
    'second-dropped',
    'The second request on a connection is answered by its end.',
    (right) => ({
      send: (payload, reply, call) =>
        call.onConnection === 2 ? void call.request.socket.destroy() : right.send(payload, reply, call),
    }),
    times(2),
  ],
  [
    'second-body-lost',
    'The body of the second request on a connection counts as empty.',
    (right) => ({ read: async (call) => (call.onConnection === 2 ? [] : right.read(call)) }),
    times(2),
  ],
  [
    'tenth-fails',
    'The tenth request on a connection fails with 500.',
    crashWhen(({ onConnection }) => onConnection === 10),
    times(10),
    'rare',
  ],
  [
    'after-refusal-dropped',
    'A refusal ends its connection without saying so.',
    (right) => {
      const refusedOn = new WeakSet<object>();
      return {
        send: (payload, reply, call) => {
          const { socket } = call.request;
          if (refusedOn.has(socket)) return void socket.destroy();
          if (reply.status === 400) refusedOn.add(socket);
          return right.send(payload, reply, call);
        },
      };
    },
    [refused(), created()],
    'rare',
  ],
];

/** What comes right after a refusal of that kind. */
function afterRefusal(reason: Reason, effect: (reply: Reply) => Reply): Change {
  return () => {
    let pending = false;
    return {
      finish: (reply) => {
        const spoilt = pending && reply.reason === 'created' ? effect(reply) : reply;
        pending = reply.reason === reason;
        return spoilt;
      },
    };
  };
}

const taken = minimal();
const again: Fault[] = [
  [
    'invalid-fails-next',
    'After an invalid request the next fails with 500.',
    afterRefusal('invalid', crash),
    [refused(), created()],
  ],
  [
    'duplicate-fails-next',
    'After a taken name the next creation fails with 500.',
    afterRefusal('duplicate', crash),
    [created(taken), duplicate(taken), created()],
  ],
  [
    'invalid-refuses-next',
    'After an invalid request the next is refused as well.',
    afterRefusal('invalid', (reply) => ({ ...reply, status: 400, body: { msg: 'not valid' } })),
    [refused(), created()],
  ],
  [
    'duplicate-refuses-next',
    'After a taken name the next creation is refused as well.',
    afterRefusal('duplicate', (reply) => ({ ...reply, status: 400, body: { msg: 'taken' } })),
    [created(taken), duplicate(taken), created()],
  ],
  [
    'invalid-keeps-status',
    'After an invalid request the next creation is answered with 400 and its own body.',
    afterRefusal('invalid', (reply) => ({ ...reply, status: 400 })),
    [refused(), created()],
  ],
  [
    'invalid-shortens-next',
    'After an invalid request the next creation is answered without its members.',
    afterRefusal('invalid', (reply) => ({ ...reply, body: {} })),
    [refused(), created()],
  ],
  [
    'ten-refusals-block',
    'After ten refusals nothing is accepted any more.',
    (right) => {
      let refusals = 0;
      return {
        validate: (value, call) => (refusals > 10 ? 'blocked' : right.validate(value, call)),
        refuse: (reason, message) => {
          refusals += 1;
          return right.refuse(reason, message);
        },
      };
    },
    [...times(11, refused), created()],
  ],
];

export const afterAnother: FaultyServer[] = [
  ...defineFaults('connection', connections),
  ...defineFaults('after-refusal', again),
];
