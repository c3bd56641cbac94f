/** Right at first, or most of the time. */
import { changeAnswer, crashWhen } from '../change-stages.ts';
import { times } from '../probe/step.ts';
import type { Call, Change, Reply } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const creations = ({ memory }: Call): number => memory.accepted.length;

const every: Fault[] = [
  ...[2, 3, 5, 7, 10].map((n): Fault => [
    `every-${n}`,
    `Every request whose number is a multiple of ${n} fails with 500.`,
    crashWhen(({ number }) => number % n === 0),
    times(n),
  ]),
  ['first', 'The first request fails with 500.', crashWhen(({ number }) => number === 1), times(1)],
  ['second', 'The second request fails with 500.', crashWhen(({ number }) => number === 2), times(2)],
  [
    'first-refused',
    'The first request is refused.',
    (right) => ({ validate: (value, call) => (call.number === 1 ? 'not ready' : right.validate(value, call)) }),
    times(1),
  ],
  ['after-ten', 'Ten requests work, all others fail with 500.', crashWhen(({ number }) => number > 10), times(11)],
  ...[10, 20, 50].map((n): Fault => [
    `after-${n}-creations`,
    `After ${n} creations all requests fail with 500.`,
    crashWhen((call) => creations(call) >= n),
    times(n + 1),
  ]),
  [
    'full-after-20',
    'After 20 creations all others are refused.',
    (right) => ({
      validate: (value, call) => right.validate(value, call) ?? (creations(call) >= 20 ? 'quota' : undefined),
    }),
    times(21),
  ],
  ['limited-after-30', 'After 30 requests all others are answered with 429.', limited(30, 429), times(31)],
  ['unavailable-after-15', 'After 15 requests all others are answered with 503.', limited(15, 503), times(16)],
  [
    'every-7-unanswered',
    'Every seventh request is never answered.',
    (right) => ({
      send: (payload, reply, call) => (call.number % 7 === 0 ? undefined : right.send(payload, reply, call)),
    }),
    times(7),
  ],
  [
    'every-5-dropped',
    'Every fifth connection is dropped.',
    (right) => ({
      send: (payload, reply, call) =>
        call.number % 5 === 0 ? void call.request.socket.destroy() : right.send(payload, reply, call),
    }),
    times(5),
  ],
  [
    'every-6-cut-short',
    'Every sixth answer is cut short.',
    (right) => ({
      send: (payload, reply, call) =>
        right.send(call.number % 6 === 0 ? Buffer.from(payload).subarray(0, -9) : payload, reply, call),
    }),
    times(6),
  ],
  [
    'every-4-without-url',
    'Every fourth creation is answered without url.',
    changeAnswer((answer, _, call) => (creations(call) % 4 === 0 ? { ...answer, url: undefined } : answer)),
    times(4),
  ],
  [
    'every-8-integer-status',
    'Every eighth creation is answered with an integer for status.',
    changeAnswer((answer, _, call) => (creations(call) % 8 === 0 ? { ...answer, status: 0 } : answer)),
    times(8),
  ],
];

function limited(count: number, status: number): Change {
  const reply: Reply = {
    status,
    reason: 'other',
    body: { msg: 'too many requests' },
    headers: { 'content-type': 'application/json' },
  };
  return (right) => ({ admit: (call) => (call.number > count ? reply : right.admit(call)) });
}

export const time: FaultyServer[] = defineFaults('time', every);
