/** What was asked of one thing is done to others, or only half of it is kept. */
import { ok } from '../right/call.ts';
import type { Body } from '../right/state.ts';
import { afterwards, changeJson, instead, readAs, type FaultLine } from './fault-line.ts';

export const mixUpFaults: readonly FaultLine[] = [
  [
    'patch-changes-all',
    'A patch changes the status of all stations of the network.',
    'patchStation',
    afterwards('patchStation', (reply, { state }) => {
      const { networkSlug, status } = reply.json as Body;
      for (const { body } of state.stations.values()) if (body['networkSlug'] === networkSlug) body['status'] = status;
      return reply;
    }),
  ],
  [
    'removes-all-sensors',
    'To remove a sensor removes all of its station.',
    'removeSensor',
    afterwards('removeSensor', (reply, call) => {
      for (const key of call.state.sensors.keys())
        if (key.startsWith(`${call.params['stationId']}/`)) call.state.sensors.delete(key);
      return reply;
    }),
  ],
  [
    'sensor-of-another',
    'A sensor is found below any station.',
    'getSensor',
    instead('getSensor', async (call, next) => {
      const reply = await next();
      const other = [...call.state.sensors.values()].find(({ body }) => body['serial'] === call.params['serial']);
      return reply.status === 404 && other && call.state.stations.has(Number(call.params['stationId']))
        ? ok(other.body)
        : reply;
    }),
  ],
  [
    'sensors-of-all',
    'The sensors of all stations are listed below each.',
    'listSensors',
    changeJson('listSensors', (_json, { state }) => [...state.sensors.values()].map(({ body }) => body)),
  ],
  [
    'station-of-another',
    'A station is added to the first network, whatever the path says.',
    'addStation',
    readAs('addStation', ({ state, params }) => {
      const [first] = state.networks.keys();
      return state.networks.has(params['networkSlug'] ?? '') && first !== undefined
        ? { params: { networkSlug: first } }
        : {};
    }),
  ],
  [
    'reading-of-another',
    'A reading is found below any sensor of its station.',
    'getReading',
    readAs('getReading', ({ state, params }) => {
      const reading = state.readings.get((params['readingId'] ?? '').toLowerCase());
      return reading && reading.stationId === Number(params['stationId'])
        ? { params: { ...params, serial: reading.serial } }
        : {};
    }),
  ],
  [
    'acknowledges-all',
    'Who acknowledges an alert acknowledges all of the station.',
    'acknowledgeAlert',
    afterwards('acknowledgeAlert', (reply, { state }) => {
      const { stationId } = reply.json as Body;
      for (const { body } of state.alerts.values()) if (body['stationId'] === stationId) body['state'] = 'acknowledged';
      return reply;
    }),
  ],
  [
    'photo-without-caption',
    'The caption of a photo is lost.',
    'addPhoto getPhoto',
    afterwards('addPhoto', (reply, { state }) => {
      const body = withoutCaption(reply.json as Body);
      for (const photo of state.photos.values()) photo.body = withoutCaption(photo.body);
      return { ...reply, json: body };
    }),
  ],
  [
    'logo-cut',
    'A logo is kept without its last byte.',
    'putLogo getLogo',
    readAs('putLogo', ({ bytes }) => ({ bytes: bytes.length > 1 ? bytes.subarray(0, -1) : bytes })),
  ],
  [
    'logo-of-another',
    'All networks have the logo that was sent last.',
    'putLogo getLogo',
    afterwards('putLogo', (reply, { bytes, state }) => {
      for (const slug of state.networks.keys()) state.logos.set(slug, bytes);
      return reply;
    }),
  ],
];

function withoutCaption({ caption: _caption, ...rest }: Body): Body {
  return rest;
}
