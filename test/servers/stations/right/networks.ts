/** The operations on networks. */
import { noContent, ok, problem, type Call, type Reply } from './call.ts';
import { notModified, refuseChanged, tagOf } from './conditions.ts';
import { locate, missing, param, writeEmpty, type Operation } from './operation.ts';
import { integer, longest, pattern, queryNumber } from './read-query.ts';
import { createEntry, stationsOf, type Body, type Entry } from './state.ts';

const slugOf = (call: Call): string => param(call, 'networkSlug');
const entryOf = (call: Call): Entry => call.state.networks.get(slugOf(call)) as Entry;
const isCountry = pattern(/^[A-Z]{2}$/);

export function findNetwork(call: Call): Reply | undefined {
  return call.state.networks.has(slugOf(call)) ? undefined : missing(call, `/networks/${slugOf(call)}`);
}

function render(call: Call, entry: Entry): Body {
  return { ...entry.body, stationCount: countOf(call, entry) };
}

const countOf = (call: Call, { body }: Entry): number => stationsOf(call.state, body['slug'] as string).length;
const networkTag = (call: Call, entry: Entry): string => tagOf(call, entry, `-${countOf(call, entry)}`);

function answer(call: Call, entry: Entry, status = 200, headers: Record<string, string> = {}): Reply {
  return ok(render(call, entry), status, { etag: networkTag(call, entry), ...headers });
}

function list(call: Call): Reply {
  const country = call.query.get('country');
  const cursor = call.query.get('cursor') ?? '';
  if (call.policy.oddCursor === 'refuse' && cursor !== '' && !call.state.networks.has(cursor))
    return problem(422, 'the cursor is not one of ours', { errors: [{ path: 'cursor', message: 'unknown' }] });
  const all = [...call.state.networks.values()]
    .map((entry) => render(call, entry))
    .filter((body) => country === null || body['country'] === country)
    .sort((a, b) => ((a['slug'] as string) < (b['slug'] as string) ? -1 : 1));
  const rest = all.filter((body) => (body['slug'] as string) > cursor);
  const items = rest.slice(0, Math.min(queryNumber(call, 'limit', 20), call.policy.pageCap));
  const next = items.length < rest.length ? { next: items.at(-1)?.['slug'] } : {};
  return ok(writeEmpty(call, { items, total: all.length, ...next }, ['next']));
}

function register(call: Call, value: unknown): Reply {
  const body = value as Body;
  const slug = body['slug'] as string;
  if (call.state.networks.has(slug)) return problem(409, `the slug ${slug} is taken`);
  const entry = createEntry(call.state, { public: false, ...body, createdAt: call.policy.writeTime(new Date()) });
  call.state.networks.set(slug, entry);
  return answer(call, entry, 201, { location: locate(call, `/networks/${slug}`) });
}

function replace(call: Call, value: unknown): Reply {
  const before = entryOf(call);
  const refused = refuseChanged(call, networkTag(call, before));
  if (refused) return refused;
  const { slug, createdAt } = before.body;
  const entry = createEntry(call.state, { slug, public: false, ...(value as Body), createdAt });
  call.state.networks.set(slugOf(call), entry);
  return answer(call, entry);
}

function remove(call: Call): Reply {
  const refused = refuseChanged(call, networkTag(call, entryOf(call)));
  if (refused) return refused;
  if (stationsOf(call.state, slugOf(call)).length > 0) return problem(409, 'it still has stations');
  call.state.networks.delete(slugOf(call));
  call.state.logos.delete(slugOf(call));
  call.state.removed.add(call.path);
  return noContent;
}

function putLogo(call: Call, value: unknown): Reply {
  call.state.logos.set(slugOf(call), value as Buffer);
  return noContent;
}

function getLogo(call: Call): Reply {
  const bytes = call.state.logos.get(slugOf(call));
  return bytes ? { status: 200, headers: { 'content-type': 'image/png' }, bytes } : problem(404, 'it has no logo');
}

const get = (call: Call): Reply => notModified(call, networkTag(call, entryOf(call))) ?? answer(call, entryOf(call));

const item = { path: '/networks/{networkSlug}', find: findNetwork } as const;
const logo = { path: '/networks/{networkSlug}/logo', find: findNetwork } as const;
const json = 'application/json';

export const networkOperations: readonly Operation[] = [
  {
    id: 'listNetworks',
    method: 'GET',
    path: '/networks',
    query: { limit: integer(1, 100), cursor: longest(200), country: isCountry },
    act: list,
  },
  {
    id: 'registerNetwork',
    method: 'POST',
    path: '/networks',
    body: { type: json, schema: 'new-network' },
    act: register,
  },
  { ...item, id: 'getNetwork', method: 'GET', act: get },
  { ...item, id: 'headNetwork', method: 'HEAD', act: (call) => answer(call, entryOf(call)) },
  { ...item, id: 'replaceNetwork', method: 'PUT', body: { type: json, schema: 'network-replacement' }, act: replace },
  { ...item, id: 'removeNetwork', method: 'DELETE', act: remove },
  { ...logo, id: 'putLogo', method: 'PUT', body: { type: 'image/png' }, act: putLogo },
  { ...logo, id: 'getLogo', method: 'GET', act: getLogo },
];
