/** A server that conforms: the mock's answers behind a function like fetch, without a port. */
import type { Operation } from '../../contract/operation.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import { compileGenerator } from '../../fixture/compile-generator.ts';
import type { Answer, Responder } from '../../mock/answer/answer.ts';
import { createResponder } from '../../mock/answer/respond.ts';
import { createState } from '../../mock/state/state.ts';
import type { Kit } from '../kit.ts';
import type { Call, Handle, Reply } from './call.ts';

/** A fresh server, which remembers what it was asked. */
export interface RightServer {
  handle: Handle;
  /** The same without a memory: nothing is ever taken. */
  forgetful: Handle;
  /** A refusal in the documented shape; of the documented status, unless another is named. */
  refuse(call: Call, said?: { reason?: string; status?: number }): Reply;
}

export interface ServerOptions {
  /** Optional members of answers come and go. */
  dynamic?: boolean;
  /** Makes the values of the answers; the kit's own where absent. */
  seed?: number;
}

export function createRightServer(kit: Kit, { dynamic = false, seed = kit.seed }: ServerOptions = {}): RightServer {
  const { contract, faker, locale, negotiate } = kit;
  const make = (stateless: boolean): Responder =>
    createResponder(contract, {
      faker,
      locale,
      seed,
      negotiate,
      dynamic,
      state: createState({ stateless, keepsThings: false }),
    });
  const locations = new Map<string, string | undefined>();
  const locate = ({ operation }: Call, reply: Reply): Reply => {
    if (reply.headers?.['location'] === undefined) return reply;
    const found = locations.has(operation.id) ? locations.get(operation.id) : locationBelow(kit, operation);
    locations.set(operation.id, found);
    return found === undefined ? reply : { ...reply, headers: { ...reply.headers, location: found } };
  };
  const responder = make(false);
  const bare = make(true);
  return {
    handle: (call) => locate(call, replyOf(respond(responder, call))),
    forgetful: (call) => locate(call, replyOf(respond(bare, call))),
    refuse: ({ operation }, { reason = 'the request is refused', status = refusalStatus(operation) } = {}) =>
      replyOf(bare.refuse(status, reason, operation)),
  };
}

function respond(responder: Responder, { operation, values, body, headers }: Call): Answer {
  return responder.respond(operation, { values, body, accept: headers['accept'], preference: {} });
}

function replyOf({ status, mediaType = 'application/json', headers, body }: Answer): Reply {
  if (body === undefined) return { status, headers };
  return { status, headers: { ...headers, 'content-type': `${mediaType}; charset=utf-8` }, body };
}

/** A server that remembers whole things, as the mock does. */
export interface RememberingServer extends RightServer {
  /** Answers as it would, and does nothing of it. */
  idle: Handle;
}

/** It begins with nothing, and knows nothing that nobody made. */
export function createRememberingServer(kit: Kit): RememberingServer {
  const { contract, faker, locale, negotiate, seed } = kit;
  const state = createState();
  const settings = { faker, locale, seed, negotiate, dynamic: false, items: 0, unknownIds: 'refuse' } as const;
  const responder = createResponder(contract, { ...settings, state });
  const handle: Handle = (call) => {
    const answer = respond(responder, call);
    if (isJson(mediaTypeOf(answer.mediaType ?? 'application/json'))) return replyOf(answer);
    const { payload, ...written } = responder.write(answer);
    return payload === undefined ? written : { ...written, text: payload };
  };
  return {
    ...createRightServer(kit),
    handle,
    idle(call) {
      const { serial: _, ...memory } = state.memory;
      const reply = handle(call);
      state.apply({ kind: 'load', memory });
      return reply;
    },
  };
}

/** A place that the contract has for what an operation makes: nothing is kept there, but it may be asked for. */
function locationBelow({ contract, faker, locale, seed }: Kit, { path }: Operation): string | undefined {
  const item = contract.operations.find(
    (each) => /^\{[^{}/]+\}$/.test(each.path.slice(path.length + 1)) && each.path.startsWith(`${path}/`),
  );
  const name = item?.path.slice(path.length + 2, -1);
  const parameter = item?.parameters.find((each) => each.in === 'path' && each.name === name);
  if (!parameter) return undefined;
  const generator = compileGenerator(contract, parameter.node, { faker, locale, direction: 'request' });
  return `/made/${encodeURIComponent(String(generator.generate({ seed, index: 1, members: 'full' })))}`;
}

/** The documented status of a refusal; 400 where there is none. */
export function refusalStatus({ responses }: Operation): number {
  const statuses = responses.map(({ status }) => status.toUpperCase());
  const exact = ['400', '422', ...statuses.filter((status) => /^4\d\d$/.test(status))];
  return Number(exact.find((status) => statuses.includes(status)) ?? 400);
}
