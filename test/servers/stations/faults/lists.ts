/** Lists that lack something, have too much, or count wrongly. */
import { ok, type Call } from '../right/call.ts';
import type { Body } from '../right/state.ts';
import { answered, changeJson, type FaultLine, instead, readAs, withQuery } from './fault-line.ts';

const ignoring = (operation: string, name: string) => readAs(operation, (call) => withQuery(call, name));
const add = (value: unknown, more: number): number => (value as number) + more;
const isAsked = ({ query }: Call): boolean => query.size > 0;

export const listFaults: readonly FaultLine[] = [
  [
    'total-of-the-page',
    'The total counts the stations of the page.',
    'listStations',
    changeJson('listStations', (json) => ({ ...json, total: (json['items'] as unknown[]).length })),
  ],
  [
    'total-one-less',
    'The total of networks is one less.',
    'listNetworks',
    changeJson('listNetworks', (json) => ({ ...json, total: Math.max(0, add(json['total'], -1)) })),
  ],
  [
    'total-of-all',
    'The total counts all alerts, whatever is asked for.',
    'listAlerts',
    changeJson('listAlerts', (json, { state }) => ({ ...json, total: state.alerts.size })),
  ],
  [
    'pages-overlap',
    'The second page of stations begins with the last of the first.',
    'listStations',
    instead('listStations', async (call, next) => {
      const page = Number(call.query.get('page') ?? 1);
      if (page < 2 || !Number.isInteger(page)) return next();
      const size = Number(call.query.get('size') ?? 20);
      const reply = await next();
      if (reply.status !== 200) return reply;
      const all = [...call.state.stations.values()]
        .map(({ body }) => body)
        .filter((body) => body['networkSlug'] === call.params['networkSlug']);
      const items = all.slice((page - 1) * size - 1, page * size - 1);
      return { ...reply, json: { ...(reply.json as Body), items } };
    }),
  ],
  [
    'pages-skip',
    'The next page of networks begins one too late.',
    'listNetworks',
    changeJson('listNetworks', (json, { query }) =>
      query.has('cursor') ? { ...json, items: (json['items'] as unknown[]).slice(1) } : json,
    ),
  ],
  [
    'page-ignored',
    'Every page of stations is the first.',
    'listStations',
    readAs('listStations', (call) =>
      /^[1-9]\d{0,4}$/.test(call.query.get('page') ?? '') ? withQuery(call, 'page', '1') : {},
    ),
  ],
  ['cursor-ignored', 'Every page of alerts is the first.', 'listAlerts', ignoring('listAlerts', 'cursor')],
  [
    'next-missing',
    'No page of networks says that there is another.',
    'listNetworks',
    changeJson('listNetworks', ({ items, total }) => ({ items, total })),
  ],
  [
    'one-too-many',
    'Readings are one more than the limit.',
    'listReadings',
    readAs('listReadings', (call) =>
      /^[1-9]\d?$/.test(call.query.get('limit') ?? '')
        ? withQuery(call, 'limit', String(Number(call.query.get('limit')) + 1))
        : {},
    ),
  ],
  ['limit-ignored', 'The limit of networks is not looked at.', 'listNetworks', ignoring('listNetworks', 'limit')],
  [
    'country-ignored',
    'Networks of all countries are listed, whichever is asked for.',
    'listNetworks',
    ignoring('listNetworks', 'country'),
  ],
  [
    'status-ignored',
    'Stations of every status are listed, whichever is asked for.',
    'listStations',
    ignoring('listStations', 'status'),
  ],
  [
    'severity-inverted',
    'Alerts of the other severities are listed.',
    'listAlerts',
    instead('listAlerts', async (call, next) => {
      const reply = await next();
      const severity = call.query.get('severity');
      if (reply.status !== 200 || severity === null) return reply;
      const alerts = [...call.state.alerts.values()]
        .map(({ body }) => body)
        .filter((body) => body['severity'] !== severity);
      return { ...reply, json: { alerts: alerts.slice(0, 20), total: alerts.length } };
    }),
  ],
  [
    'span-ignored',
    'Readings of all times are listed, whatever from says.',
    'listReadings',
    ignoring('listReadings', 'from'),
  ],
  [
    'alerts-of-all-stations',
    'The alerts of all stations are listed, whichever is asked for.',
    'listAlerts',
    ignoring('listAlerts', 'stationId'),
  ],
  [
    'list-lacks-the-last',
    'The sensor that was mounted last is not listed.',
    'listSensors',
    changeJson('listSensors', (json) => (json as unknown as unknown[]).slice(0, -1)),
  ],
  [
    'list-always-empty',
    'No station is ever listed.',
    'listStations',
    changeJson('listStations', (json) => ({ ...json, items: [], total: 0 })),
  ],
  [
    'list-fails-when-asked',
    'The list of stations is empty as soon as anything is asked for.',
    'listStations',
    changeJson('listStations', (json, call) => (isAsked(call) ? { ...json, items: [], total: 0 } : json)),
  ],
  [
    'list-of-none',
    'The stations of a network that does not exist are an empty list.',
    'listStations',
    answered('listStations', 404, () => ok({ items: [], page: 1, size: 20, total: 0 })),
  ],
  [
    'sizes-made-up',
    'The size that a page of stations names is always 20.',
    'listStations',
    changeJson('listStations', (json) => ({ ...json, size: 20 })),
  ],
];
