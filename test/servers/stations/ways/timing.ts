/** When answers may come, how often one may ask, and how old a list may be: a second, the document says. */
import { problem, type Call, type Reply } from '../right/call.ts';
import type { Entry } from '../right/state.ts';
import type { Around, Way } from '../right-server.ts';
import { sleep } from './sleep.ts';
import type { WayLine } from './way-line.ts';

const slow = (delay: (call: Call) => number): Way => ({
  around: () => async (call, next) => {
    await sleep(delay(call));
    return next();
  },
});

function tooMany(seconds: string): Reply {
  const reply = problem(429, 'too many requests', { title: 'Too many requests' });
  return { ...reply, headers: { ...reply.headers, 'retry-after': seconds } };
}

/** So many requests in each second, whoever asks. */
function limited(perSecond: number): Around {
  let second = 0;
  let requests = 0;
  return (_call, next) => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, requests] = [now, 0];
    requests += 1;
    return requests > perSecond ? tooMany('1') : next();
  };
}

const refusing = (every: number, seconds: string): Way => ({
  around: () => (call, next) => (call.number % every === 0 ? tooMany(seconds) : next()),
});

const lists = new Set(['listNetworks', 'listStations', 'listSensors', 'listReadings', 'listAlerts']);
const isList = ({ operation = '', method }: Call): boolean => method === 'GET' && lists.has(operation);

/** Lists are answered again for as long as they are kept. */
function cached(milliseconds: number): Around {
  const kept = new Map<string, { reply: Reply; until: number }>();
  return async (call, next) => {
    if (!isList(call)) return next();
    const key = `${call.url} ${String(call.headers['x-api-key'])}`;
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.reply;
    const reply = await next();
    if (reply.status === 200) kept.set(key, { reply, until: Date.now() + milliseconds });
    return reply;
  };
}

/** Lists do not have yet what was made within these milliseconds. */
function eventual(milliseconds: number): Around {
  const born = new WeakMap<Entry, number>();
  return async (call, next) => {
    if (!isList(call)) {
      const reply = await next();
      const { networks, stations, sensors, readings, alerts } = call.state;
      for (const things of [networks, stations, sensors, readings, alerts])
        for (const entry of things.values()) if (!born.has(entry)) born.set(entry, Date.now());
      return reply;
    }
    const isOld = (entry: Entry): boolean => (born.get(entry) ?? 0) + milliseconds < Date.now();
    const known = { ...call.state };
    call.state.alerts = new Map([...known.alerts].filter(([, entry]) => isOld(entry)));
    call.state.readings = new Map([...known.readings].filter(([, entry]) => isOld(entry)));
    // A list is made without waiting: nobody else sees these.
    const reply = next();
    call.state.alerts = known.alerts;
    call.state.readings = known.readings;
    return reply;
  };
}

export const timingWays: readonly WayLine[] = [
  ['slow-20', 'Each answer takes 20 ms.', slow(() => 20)],
  ['slow-50', 'Each answer takes 50 ms.', slow(() => 50)],
  ['slow-at-times', 'Each thirtieth answer takes 300 ms.', slow(({ number }) => (number % 30 === 0 ? 300 : 0))],
  ['slow-unevenly', 'Answers take 0 to 16 ms, and so overtake one another.', slow(({ number }) => (number * 7) % 17)],
  ['limited-now-and-then', 'Each fortieth request is answered 429, Retry-After: 1.', refusing(40, '1')],
  ['limited-for-nothing', 'Each fiftieth request is answered 429, Retry-After: 0.', refusing(50, '0')],
  ['limited-to-500', 'More than 500 requests in a second are answered 429.', { around: () => limited(500) }],
  ['lists-cached', 'Lists are kept for a second.', { around: () => cached(1000) }],
  ['lists-cached-shortly', 'Lists are kept for 100 ms.', { around: () => cached(100) }],
  ['lists-eventual', 'Alerts and readings are listed 300 ms after they were made.', { around: () => eventual(300) }],
];
