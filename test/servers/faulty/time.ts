/** Right at first, or most of the time, or for one at a time. */
import { changeAnswer, crash, crashWhen, sleep } from '../change-stages.ts';
import { created, duplicate, minimal, refused, times, withOnly } from '../probe/step.ts';
import type { Call, Change, Reason, Reply } from '../right-server.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';

const creations = ({ memory }: Call): number => memory.accepted.length;

const every: Fault[] = [
  ...[2, 3, 5, 7, 10].map((n): Fault => [`every-${n}`, `Every request whose number is a multiple of ${n} fails with 500.`, crashWhen(({ number }) => number % n === 0), times(n)]),
  ['first', 'The first request fails with 500.', crashWhen(({ number }) => number === 1), times(1)],
  ['second', 'The second request fails with 500.', crashWhen(({ number }) => number === 2), times(2)],
  ['first-refused', 'The first request is refused.', (right) => ({ validate: (value, call) => (call.number === 1 ? 'not ready' : right.validate(value, call)) }), times(1)],
  ['after-ten', 'Ten requests work, all others fail with 500.', crashWhen(({ number }) => number > 10), times(11)],
  ...[10, 20, 50].map((n): Fault => [`after-${n}-creations`, `After ${n} creations all requests fail with 500.`, crashWhen((call) => creations(call) >= n), times(n + 1)]),
  ['full-after-20', 'After 20 creations all others are refused.', (right) => ({ validate: (value, call) => right.validate(value, call) ?? (creations(call) >= 20 ? 'quota' : undefined) }), times(21)],
  ['limited-after-30', 'After 30 requests all others are answered with 429.', limited(30, 429), times(31)],
  ['unavailable-after-15', 'After 15 requests all others are answered with 503.', limited(15, 503), times(16)],
  ['every-7-unanswered', 'Every seventh request is never answered.', (right) => ({ send: (payload, reply, call) => (call.number % 7 === 0 ? undefined : right.send(payload, reply, call)) }), times(7)],
  ['every-5-dropped', 'Every fifth connection is dropped.', (right) => ({ send: (payload, reply, call) => (call.number % 5 === 0 ? void call.request.socket.destroy() : right.send(payload, reply, call)) }), times(5)],
  ['every-6-cut-short', 'Every sixth answer is cut short.', (right) => ({ send: (payload, reply, call) => right.send(call.number % 6 === 0 ? Buffer.from(payload).subarray(0, -9) : payload, reply, call) }), times(6)],
  ['every-4-without-url', 'Every fourth creation is answered without url.', changeAnswer((answer, _, call) => (creations(call) % 4 === 0 ? { ...answer, url: undefined } : answer)), times(4)],
  ['every-8-integer-status', 'Every eighth creation is answered with an integer for status.', changeAnswer((answer, _, call) => (creations(call) % 8 === 0 ? { ...answer, status: 0 } : answer)), times(8)],
];

function limited(count: number, status: number): Change {
  const reply: Reply = { status, reason: 'other', body: { msg: 'too many requests' }, headers: { 'content-type': 'application/json' } };
  return (right) => ({ admit: (call) => (call.number > count ? reply : right.admit(call)) });
}

const connections: Fault[] = [
  ['second-fails', 'The second request on a connection fails with 500.', crashWhen(({ onConnection }) => onConnection === 2), times(2)],
  ['third-fails', 'The third request on a connection fails with 500.', crashWhen(({ onConnection }) => onConnection === 3), times(3)],
  ['second-hangs', 'The second request on a connection is never answered.', (right) => ({ send: (payload, reply, call) => (call.onConnection === 2 ? undefined : right.send(payload, reply, call)) }), times(2)],
  ['second-dropped', 'The second request on a connection is answered by its end.', (right) => ({ send: (payload, reply, call) => (call.onConnection === 2 ? void call.request.socket.destroy() : right.send(payload, reply, call)) }), times(2)],
  ['second-body-lost', 'The body of the second request on a connection counts as empty.', (right) => ({ read: async (call) => (call.onConnection === 2 ? [] : right.read(call)) }), times(2)],
  ['tenth-fails', 'The tenth request on a connection fails with 500.', crashWhen(({ onConnection }) => onConnection === 10), times(10), 'rare'],
  ['after-refusal-dropped', 'A refusal ends its connection without saying so.', (right) => {
    const refusedOn = new WeakSet<object>();
    return {
      send: (payload, reply, call) => {
        const { socket } = call.request;
        if (refusedOn.has(socket)) return void socket.destroy();
        if (reply.status === 400) refusedOn.add(socket);
        return right.send(payload, reply, call);
      },
    };
  }, [refused(), created()]],
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
  ['invalid-fails-next', 'After an invalid request the next fails with 500.', afterRefusal('invalid', crash), [refused(), created()]],
  ['duplicate-fails-next', 'After a taken name the next creation fails with 500.', afterRefusal('duplicate', crash), [created(taken), duplicate(taken), created()]],
  ['invalid-refuses-next', 'After an invalid request the next is refused as well.', afterRefusal('invalid', (reply) => ({ ...reply, status: 400, body: { msg: 'not valid' } })), [refused(), created()]],
  ['duplicate-refuses-next', 'After a taken name the next creation is refused as well.', afterRefusal('duplicate', (reply) => ({ ...reply, status: 400, body: { msg: 'taken' } })), [created(taken), duplicate(taken), created()]],
  ['invalid-keeps-status', 'After an invalid request the next creation is answered with 400 and its own body.', afterRefusal('invalid', (reply) => ({ ...reply, status: 400 })), [refused(), created()]],
  ['invalid-shortens-next', 'After an invalid request the next creation is answered without its members.', afterRefusal('invalid', (reply) => ({ ...reply, body: {} })), [refused(), created()]],
  ['ten-refusals-block', 'After ten refusals nothing is accepted any more.', (right) => {
    let refusals = 0;
    return {
      validate: (value, call) => (refusals > 10 ? 'blocked' : right.validate(value, call)),
      refuse: (reason, message) => {
        refusals += 1;
        return right.refuse(reason, message);
      },
    };
  }, [...times(11, refused), created()]],
];

const pair = () => [[created(withOnly('desc')), created(withOnly('desc'))]];
const parallel: Fault[] = [
  ['last-for-all', 'Two at the same moment both get the answer to the later one.', (right) => {
    let current = {};
    return {
      build: async (body, call) => {
        current = body;
        await sleep(10);
        return right.build(current, call);
      },
    };
  }, pair()],
  ['crossed', 'Two at the same moment get each other’s answers.', (right) => {
    let waiting: ((answer: Record<string, unknown>) => void) | undefined;
    let first: Record<string, unknown> = {};
    return {
      build: async (body, call) => {
        const own = await right.build(body, call);
        if (waiting !== undefined) {
          waiting(own);
          waiting = undefined;
          return first;
        }
        first = own;
        return Promise.race([new Promise<typeof own>((resolve) => (waiting = resolve)), sleep(15).then(() => ((waiting = undefined), own))]);
      },
    };
  }, pair()],
  ['busy-500', 'While a request is worked on, another fails with 500.', busy(crash), pair()],
  ['busy-503', 'While a request is worked on, another is answered with 503.', busy(() => ({ ...crash(), status: 503 })), pair()],
  ['busy-429', 'While a request is worked on, another is answered with 429.', busy(() => ({ ...crash(), status: 429 })), pair()],
  ['busy-refused', 'While a request is worked on, another is refused.', busy(() => ({ status: 400, reason: 'other', body: { msg: 'busy' }, headers: { 'content-type': 'application/json' } })), pair()],
  ['four-at-most', 'Of five requests at the same moment one fails with 500.', busy(crash, 4), [times(5)]],
];

function busy(answer: () => Reply, most = 1): Change {
  return (right) => {
    let working = 0;
    return {
      admit: async (call) => {
        if (working >= most) return answer();
        working += 1;
        await sleep(8);
        working -= 1;
        return right.admit(call);
      },
    };
  };
}

export const time: FaultyServer[] = [
  ...defineFaults('time', every),
  ...defineFaults('connection', connections),
  ...defineFaults('after-refusal', again),
  ...defineFaults('parallel', parallel),
];
