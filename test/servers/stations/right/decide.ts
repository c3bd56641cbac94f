/** The way of a request through the right server: route, key, path, query, existence, body, act. */
import { header, problem, type Call, type Reply } from './call.ts';
import { networkOperations } from './networks.ts';
import type { Operation } from './operation.ts';
import type { Policy } from './policy.ts';
import { otherOperations } from './alerts.ts';
import { readBody } from './read-body.ts';
import { findQueryFlaws } from './read-query.ts';
import { sensorOperations } from './sensors.ts';
import { stationOperations } from './stations.ts';

const operations: readonly Operation[] = [
  ...networkOperations,
  ...stationOperations,
  ...sensorOperations,
  ...otherOperations,
];

const keys = new Set(['stations-key-1', 'stations-key-2']);

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const isFine: Readonly<Record<string, (text: string) => boolean>> = {
  networkSlug: (text) => /^[a-z][a-z0-9-]{1,38}$/.test(text),
  stationId: (text) => /^[1-9][0-9]{0,9}$/.test(text) && Number(text) <= 2_147_483_647,
  serial: (text) => /^[A-Z]{2}-[0-9]{4,8}$/.test(text),
  readingId: (text) => uuid.test(text),
  alertId: (text) => uuid.test(text),
  photoId: (text) => uuid.test(text),
};

/** The values of `{name}` in the template, where the path fits. */
function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== text) return undefined;
    } else if (text === '') {
      return undefined;
    } else {
      try {
        params[part.slice(1, -1)] = decodeURIComponent(text);
      } catch {
        // No identifier has such a text: it is judged as it came.
        params[part.slice(1, -1)] = text;
      }
    }
  }
  return params;
}

export interface Route {
  operation?: Operation;
  params: Record<string, string>;
  /** Methods that the path has. */
  allowed: string[];
}

export function findRoute(method: string, given: string, { lastSlash, undocumentedHead }: Policy): Route {
  const path = lastSlash === 'ignore' && given.length > 1 ? given.replace(/\/$/, '') : given;
  const isHeadFree = undocumentedHead === 'answer';
  const here = operations.filter((operation) => matchPath(operation.path, path));
  const allowed = here.map((operation) => operation.method);
  if (isHeadFree && allowed.includes('GET') && !allowed.includes('HEAD')) allowed.push('HEAD');
  // HEAD is GET without the body, documented or not (RFC 9110, 9.3.2).
  const operation =
    here.find((each) => each.method === method) ??
    (method === 'HEAD' && isHeadFree ? here.find((each) => each.method === 'GET') : undefined);
  const [first] = here;
  const params = first ? (matchPath(first.path, path) ?? {}) : {};
  return { ...(operation ? { operation } : {}), params, allowed };
}

export async function decide(call: Call, { operation, allowed }: Route): Promise<Reply> {
  if (!operation) return refuseRoute(call, allowed);
  const refuseKey = (): Reply | undefined => (operation.open ? undefined : checkKey(call));
  const invalid = (): Reply | undefined => refusePath(call) ?? refuseQuery(call, operation);
  const find = (): Reply | undefined => operation.find?.(call);
  if (call.policy.key === 'first') {
    const refused = refuseKey() ?? invalid();
    if (refused) return refused;
  } else {
    const refused = refusePath(call) ?? find() ?? refuseKey() ?? invalid();
    if (refused) return refused;
  }
  if (call.policy.order === 'existence-first') {
    const refused = find();
    if (refused) return refused;
  }
  const read = operation.body ? await readBody(call, operation.body) : { value: undefined };
  const refused = read.refusal ?? find();
  return refused ?? operation.act(call, read.refusal ? undefined : read.value);
}

function refuseRoute(call: Call, allowed: readonly string[]): Reply {
  if (allowed.length === 0) return problem(404, `there is no ${call.path.slice(0, 100)}`);
  const { unknownMethod } = call.policy;
  const reply = problem(unknownMethod, `${call.method} is not for this path`);
  return unknownMethod === 405 ? { ...reply, headers: { ...reply.headers, allow: allowed.join(', ') } } : reply;
}

function checkKey(call: Call): Reply | undefined {
  if (keys.has(header(call, 'x-api-key') ?? '')) return undefined;
  const reply = problem(401, 'X-API-Key is missing, or it is not one of ours');
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': 'ApiKey realm="stations"' } };
}

function refusePath(call: Call): Reply | undefined {
  for (const [name, text] of Object.entries(call.params)) {
    if (isFine[name]?.(text)) continue;
    if (name === 'networkSlug') return problem(404, 'no network has such a slug');
    if (name === 'stationId' && call.policy.oddNumber === 404) return problem(404, 'no station has such a number');
    const errors = [{ path: name, message: 'is not well-formed' }];
    return problem(call.byDefault ? call.policy.invalidByDefault : 422, `${name} is not well-formed`, { errors });
  }
  return undefined;
}

function refuseQuery(call: Call, operation: Operation): Reply | undefined {
  const errors = findQueryFlaws(call, operation.query ?? {});
  if (errors.length === 0) return undefined;
  return problem(call.byDefault ? call.policy.invalidByDefault : 422, 'the query is not as documented', { errors });
}
