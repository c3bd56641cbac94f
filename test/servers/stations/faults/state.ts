/** What was asked for is not done, or not only that. */
import { noContent, ok, type Call } from '../right/call.ts';
import type { Body, Entry } from '../right/state.ts';
import { afterwards, answered, type FaultLine, instead, readAs, sentJson, withBody } from './fault-line.ts';

const stationOf = ({ state, params }: Call): Entry | undefined => state.stations.get(Number(params['stationId']));
const without = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

/** The entry is as it was before the request. */
function forget(operation: string, find: (call: Call) => Entry | undefined) {
  return instead(operation, async (call, next) => {
    const before = find(call)?.body;
    const reply = await next();
    const after = find(call);
    if (after && before) after.body = before;
    return reply;
  });
}

/** None of these things is lost by the request. */
function keepAll(operation: string, things: 'photos' | 'alerts') {
  return instead(operation, async (call, next) => {
    const before = new Map<string, Entry>(call.state[things]);
    const reply = await next();
    Object.assign(call.state, { [things]: before });
    return reply;
  });
}

const optional = ['elevation', 'openedOn', 'tags'];

export const stateFaults: readonly FaultLine[] = [
  [
    'put-ignored',
    'A replacement is answered and not kept.',
    'replaceNetwork',
    forget('replaceNetwork', ({ state, params }) => state.networks.get(params['networkSlug'] ?? '')),
  ],
  [
    'put-merges',
    'A replacement leaves members that it does not have.',
    'replaceNetwork',
    instead('replaceNetwork', async (call, next) => {
      const before = call.state.networks.get(call.params['networkSlug'] ?? '')?.body ?? {};
      const reply = await next();
      if (reply.status !== 200) return reply;
      const after = call.state.networks.get(call.params['networkSlug'] ?? '') as Entry;
      after.body = { ...before, ...after.body };
      return { ...reply, json: { ...before, ...(reply.json as Body) } };
    }),
  ],
  [
    'put-of-sensor-merges',
    'New settings of a sensor leave the old ones that they do not name.',
    'putSensor',
    instead('putSensor', async (call, next) => {
      const key = `${call.params['stationId']}/${call.params['serial']}`;
      const before = call.state.sensors.get(key)?.body ?? {};
      const reply = await next();
      const after = call.state.sensors.get(key);
      if (reply.status !== 200 || !after) return reply;
      after.body = { ...before, ...after.body };
      return { ...reply, json: after.body };
    }),
  ],
  [
    'put-always-creates',
    'A sensor that is there already is mounted again with 201.',
    'putSensor',
    afterwards('putSensor', (reply) => ({ ...reply, status: 201 })),
  ],
  [
    'put-makes-networks',
    'PUT makes a network that does not exist, against the document.',
    'replaceNetwork',
    instead('replaceNetwork', async (call, next) => {
      const reply = await next();
      const slug = call.params['networkSlug'] ?? '';
      if (reply.status !== 404 || call.bytes.length === 0) return reply;
      return ok({ slug, public: false, stationCount: 0, createdAt: '2026-01-01T00:00:00Z', ...sentJson(call) }, 201);
    }),
  ],
  [
    'patch-ignored',
    'A patch is answered with 200 and changes nothing.',
    'patchStation',
    readAs('patchStation', (call) => (stationOf(call) ? withBody({ status: stationOf(call)?.body['status'] }) : {})),
  ],
  [
    'patch-forgotten',
    'A patch is answered as if it were done, and forgotten.',
    'patchStation',
    forget('patchStation', stationOf),
  ],
  [
    'patch-clears-others',
    'A patch takes away the optional members that it does not name.',
    'patchStation',
    instead('patchStation', async (call, next) => {
      const reply = await next();
      const station = stationOf(call);
      if (reply.status !== 200 || !station) return reply;
      station.body = without(
        station.body,
        optional.filter((name) => !(name in sentJson(call))),
      );
      return { ...reply, json: station.body };
    }),
  ],
  [
    'patch-keeps-null',
    'null in a patch leaves the member as it was.',
    'patchStation',
    instead('patchStation', async (call, next) => {
      const before = stationOf(call)?.body ?? {};
      const reply = await next();
      const station = stationOf(call);
      if (reply.status !== 200 || !station) return reply;
      const kept = Object.entries(before).filter(([name]) => sentJson(call)[name] === null);
      station.body = { ...station.body, ...Object.fromEntries(kept) };
      return { ...reply, json: station.body };
    }),
  ],
  [
    'removed-station-stays',
    'A station is there after it was removed.',
    'removeStation',
    instead('removeStation', async (call, next) => {
      const before = stationOf(call);
      const reply = await next();
      if (reply.status === 204 && before) call.state.stations.set(before.body['id'] as number, before);
      return reply;
    }),
  ],
  ['removed-photo-stays', 'A photo is there after it was removed.', 'removePhoto', keepAll('removePhoto', 'photos')],
  [
    'removing-twice',
    'Who removes what is removed already is told 204.',
    'removeSensor',
    answered('removeSensor', 404, () => noContent),
  ],
  [
    'removes-networks-in-use',
    'A network is removed although it has stations.',
    'removeNetwork',
    instead('removeNetwork', async (call, next) => {
      const stations = call.state.stations;
      call.state.stations = new Map();
      const reply = next();
      call.state.stations = stations;
      return reply;
    }),
  ],
  [
    'alerts-survive',
    'The alerts of a station are there after it was removed.',
    'removeStation getAlert',
    keepAll('removeStation', 'alerts'),
  ],
  [
    'slug-taken-twice',
    'A slug that is taken is taken again; the first network is lost.',
    'registerNetwork',
    instead('registerNetwork', async (call, next) => {
      const slug = sentJson(call)['slug'];
      const before = call.state.networks.get(slug as string);
      if (typeof slug === 'string') call.state.networks.delete(slug);
      const reply = await next();
      if (reply.status !== 201 && before) call.state.networks.set(slug as string, before);
      return reply;
    }),
  ],
  [
    'slug-not-kept',
    'A network is registered, and not found afterwards.',
    'registerNetwork getNetwork',
    afterwards('registerNetwork', (reply, { state }) => {
      state.networks.delete((reply.json as Body)['slug'] as string);
      return reply;
    }),
  ],
  [
    'alert-ids-again',
    'Each alert has the id of the one before, which is lost.',
    'raiseAlert',
    afterwards('raiseAlert', (reply, { state }) => {
      const [before, entry] = [...state.alerts.values()].slice(-2);
      if (!before || !entry) return reply;
      const alertId = before.body['alertId'] as string;
      state.alerts.delete(entry.body['alertId'] as string);
      entry.body = { ...entry.body, alertId };
      state.alerts.set(alertId, entry);
      return { ...reply, json: entry.body };
    }),
  ],
  [
    'station-numbers-again',
    'The number of a removed station is given to the next.',
    'addStation',
    afterwards('removeStation', (reply, { state, params }) => {
      state.lastStation = Math.min(state.lastStation, Number(params['stationId']) - 1);
      while (state.stations.has(state.lastStation + 1)) state.lastStation += 1;
      return reply;
    }),
  ],
  [
    'alert-forgets',
    'An alert is open again after it was acknowledged.',
    'acknowledgeAlert',
    forget('acknowledgeAlert', ({ state, params }) => state.alerts.get((params['alertId'] ?? '').toLowerCase())),
  ],
  [
    'acknowledged-twice',
    'An alert may be acknowledged again.',
    'acknowledgeAlert',
    instead('acknowledgeAlert', (call, next) => {
      const alert = call.state.alerts.get((call.params['alertId'] ?? '').toLowerCase());
      if (alert) alert.body = { ...alert.body, state: 'open' };
      return next();
    }),
  ],
];
