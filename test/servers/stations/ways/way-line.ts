/** A variant as one line of a table, and the usual ways to change an answer. */
import type { Call, Reply } from '../right/call.ts';
import type { Body } from '../right/state.ts';
import type { Around, Way } from '../right-server.ts';

export type WayLine = readonly [id: string, sentence: string, way: Way];

/** Another answer, made of the right one. */
export function changeReply(change: (reply: Reply, call: Call) => Reply): Way {
  return { around: () => async (call, next) => change(await next(), call) };
}

export function addHeaders(headers: (reply: Reply, call: Call) => Record<string, string>): Way {
  return changeReply((reply, call) => ({ ...reply, headers: { ...reply.headers, ...headers(reply, call) } }));
}

/** Objects of the answer that the document leaves open get more members. */
export function addMembers(members: (call: Call) => Body): Way {
  return changeReply((reply, call) =>
    isObject(reply.json) ? { ...reply, json: { ...reply.json, ...members(call) } } : reply,
  );
}

export function changeProblem(change: (problem: Body) => Body): Way {
  return changeReply((reply) =>
    reply.status >= 400 && isObject(reply.json) ? { ...reply, json: change(reply.json) } : reply,
  );
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Several at once: policies are joined, the later around the earlier. */
export function combineWays(ways: readonly Way[]): Way {
  const arounds = ways.flatMap(({ around }) => around ?? []);
  const stringify = ways.findLast((way) => way.stringify)?.stringify;
  const write = ways.findLast((way) => way.write)?.write;
  return {
    policy: Object.assign({}, ...ways.map(({ policy }) => policy)) as NonNullable<Way['policy']>,
    around: () => nest(arounds.map((make) => make())),
    ...(stringify ? { stringify } : {}),
    ...(write ? { write } : {}),
  };
}

function nest(arounds: readonly Around[]): Around {
  return arounds.reduce<Around>(
    (inner, outer) => (call, next) => outer(call, async () => inner(call, next)),
    (_call, next) => next(),
  );
}
