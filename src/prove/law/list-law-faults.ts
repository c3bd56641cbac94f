/** Faults of the laws of resources: a server that remembers, and yet breaks a law that ties several requests together. */
import type { Contract } from '../../contract/contract.ts';
import { setAt, valueAt } from '../../contract/json-pointer.ts';
import type { Operation } from '../../contract/operation.ts';
import {
  filtersOf,
  type LawKind,
  listLaws,
  type OperationLaw,
  pagingOf,
  sortsOf,
  totalOf,
} from '../../contract/resource/list-laws.ts';
import { successNode } from '../../contract/resource/origin.ts';
import { findMember, memberNames } from '../../contract/schema/walk-schema.ts';
import { cloneJson } from '../../contract/wide-integer.ts';
import type { FaultFacts } from '../fault/fault.ts';
import { type Call, type Handle, isSuccess, type Reply, withBody } from '../serve/call.ts';
import type { RememberingServer } from '../serve/right-server.ts';

export interface LawFault extends FaultFacts {
  law: OperationLaw;
  /** The faulty server, made anew for every run. */
  wrap: (server: RememberingServer) => Handle;
}

/** A way of breaking a law; undefined where the operation has nothing that could be broken so. */
interface Way {
  name: string;
  /** Continues "a server that …". */
  sentence: string;
  breaks: (law: OperationLaw, contract: Contract) => ((server: RememberingServer) => Handle) | undefined;
}

/** Every way in which the contract's laws can be broken, in a fixed order. */
export function listLawFaults(contract: Contract): LawFault[] {
  return listLaws(contract).flatMap((law) =>
    ways[law.kind].flatMap(({ name, sentence, breaks }): LawFault[] => {
      const { id } = law.use.operation;
      const wrap = breaks(law, contract);
      const clause = `${id}.law.${law.kind}`;
      return wrap ? [{ id: `${id}/law/${law.kind}:${name}`, family: 'law', clause, sentence, law, wrap }] : [];
    }),
  );
}

type Effect = (server: RememberingServer, call: Call) => Reply | Promise<Reply>;

/** A way in which only answers to the operation of the law are wrong; `make` gives each server an effect of its own. */
function own(name: string, sentence: string, make: (law: OperationLaw) => Effect): Way {
  return {
    name,
    sentence,
    breaks: (law) => (server) => {
      const effect = make(law);
      return (call) => (call.operation.id === law.use.operation.id ? effect(server, call) : server.handle(call));
    },
  };
}

const idle = (): Effect => (server, call) => server.idle(call);

const ways: Readonly<Record<LawKind, readonly Way[]>> = {
  read: [
    own('not-stored', 'answers that something was made and makes nothing', idle),
    { name: 'lost-member', sentence: 'shows another value of a member than the one that was sent', breaks: loseMember },
  ],
  distinct: [own('twice-is-one', 'answers a second creation with what the first has made', answerAsBefore)],
  taken: [own('taken-again', 'takes an identity again that something has', takeAgain)],
  headed: [own('missing', 'finds nothing by HEAD', () => () => ({ status: 404, headers: {} }))],
  below: [own('elsewhere', 'finds things below what they are not below', () => findAnything)],
  listed: [
    own('empty', 'lists nothing', (law) => changeItems(law, () => [])),
    own('lacks-last', 'does not list what was made last', (law) => changeItems(law, (items) => items.slice(0, -1))),
  ],
  filtered: [
    {
      name: 'ignored',
      sentence: 'ignores the conditions of a list',
      breaks: ({ use }, contract) =>
        forget(
          use.operation,
          filtersOf(contract, use).map(({ parameter }) => parameter),
        ),
    },
  ],
  sorted: [
    {
      name: 'ignored',
      sentence: 'ignores the order of a list',
      breaks: ({ resource, use }, contract) =>
        forget(
          use.operation,
          sortsOf(contract, resource, use).map(({ parameter }) => parameter),
        ),
    },
  ],
  paged: [
    {
      name: 'overlapping',
      sentence: 'gives the first page whichever is asked for',
      breaks({ use }) {
        const { page, offset, cursor } = pagingOf(use.operation);
        return forget(
          use.operation,
          [page, offset, cursor].filter((name) => name !== undefined),
        );
      },
    },
    {
      name: 'size-ignored',
      sentence: 'ignores the size of a page',
      breaks({ use }) {
        const { size } = pagingOf(use.operation);
        return forget(use.operation, size === undefined ? [] : [size]);
      },
    },
  ],
  counted: [{ name: 'one-less', sentence: 'counts one less than there are', breaks: miscount }],
  replaced: [own('lost', 'answers that something was replaced and keeps it as it was', idle)],
  changed: [own('lost', 'answers that something was changed and keeps it as it was', idle)],
  untouched: [own('stores-refused', 'refuses a request and changes something all the same', storeRefused)],
  gone: [
    own('still-there', 'answers that something is gone and keeps it', idle),
    { name: 'still-listed', sentence: 'lists what is gone', breaks: keepListed },
  ],
  conditional: [own('ignored', 'pays no heed to conditions', () => ignoreConditions)],
};

/** A member that the creation sends is shown with a value of the server's own. */
function loseMember(law: OperationLaw, contract: Contract): ReturnType<Way['breaks']> {
  const { use } = law;
  const read = law.resource.uses.find(({ role, operation }) => role === 'read' && operation.method === 'get');
  const body = use.operation.body?.contents[0]?.node;
  const sent = body && findMember(contract.document, body, use.sent);
  const node = read && successNode(read.operation);
  const thing = node && read.shown && findMember(contract.document, node, read.shown);
  if (!sent || !thing) return undefined;
  const shown = memberNames(contract.document, thing);
  const names = memberNames(contract.document, sent).filter((name) => shown.includes(name));
  const at = read.shown ?? [];
  return (server) => async (call) => {
    const reply = await server.handle(call);
    if (call.operation.id !== read.operation.id || !isSuccess(reply)) return reply;
    const { body: other } = await server.forgetful(call);
    const lost = names.find((name) => {
      const [kept, made] = [valueAt(reply.body, [...at, name]), valueAt(other, [...at, name])];
      return kept !== undefined && made !== undefined && JSON.stringify(kept) !== JSON.stringify(made);
    });
    if (lost === undefined) return reply;
    return withMember(reply, [...at, lost], valueAt(other, [...at, lost]));
  };
}

function answerAsBefore(): Effect {
  const before = new Map<string, Reply>();
  return async (server, call) => {
    const key = keyOf(call);
    const reply = before.get(key) ?? (await server.handle(call));
    if (isSuccess(reply)) before.set(key, reply);
    return reply;
  };
}

/** The answer is that to an earlier creation, with what was sent now. */
function takeAgain({ use: { sent, shown = [] } }: OperationLaw): Effect {
  let before: Reply | undefined;
  return async (server, call) => {
    const reply = await server.handle(call);
    if (isSuccess(reply)) before = reply;
    const thing = valueAt(before?.body, shown);
    const body = call.body.kind === 'value' ? valueAt(call.body.value, sent) : undefined;
    if (reply.status !== 409 || !before || typeof thing !== 'object' || typeof body !== 'object') return reply;
    return withMember(before, shown, { ...thing, ...body });
  };
}

async function findAnything(server: RememberingServer, call: Call): Promise<Reply> {
  const reply = await server.handle(call);
  return reply.status === 404 ? server.forgetful(call) : reply;
}

function changeItems({ use: { shown = [] } }: OperationLaw, change: (items: readonly unknown[]) => unknown[]): Effect {
  return async (server, call) => {
    const reply = await server.handle(call);
    const items = valueAt(reply.body, shown);
    return isSuccess(reply) && Array.isArray(items) ? withMember(reply, shown, change(items)) : reply;
  };
}

/** A list that pays no heed to some of its parameters. */
function forget({ id }: Operation, parameters: readonly string[]): ReturnType<Way['breaks']> {
  if (parameters.length === 0) return undefined;
  return (server) => (call) => {
    if (call.operation.id !== id) return server.handle(call);
    const query = Object.entries(call.values.query ?? {}).filter(([name]) => !parameters.includes(name));
    return server.handle({ ...call, values: { ...call.values, query: Object.fromEntries(query) } });
  };
}

function miscount({ use }: OperationLaw, contract: Contract): ReturnType<Way['breaks']> {
  const total = totalOf(contract, use);
  if (!total) return undefined;
  return (server) => async (call) => {
    const reply = await server.handle(call);
    const count = valueAt(reply.body, total);
    const isWrong = call.operation.id === use.operation.id && typeof count === 'number' && count > 0;
    return isWrong ? withMember(reply, total, count - 1) : reply;
  };
}

/** What is refused has the effect of the last request about something else that was not. */
function storeRefused(): Effect {
  const accepted = new Map<string, Call>();
  return async (server, call) => {
    const reply = await server.handle(call);
    const key = keyOf(call);
    if (isSuccess(reply)) accepted.set(key, call);
    // What was accepted for this very thing changes nothing once more.
    const [, last] = [...accepted].findLast(([other]) => other !== key) ?? [];
    if (!isSuccess(reply) && last)
      await server.handle({ ...last, values: { ...last.values, path: call.values.path ?? {} } });
    return reply;
  };
}

/** What is removed is found no more, and stays in every list. */
function keepListed({ resource, use }: OperationLaw, contract: Contract): ReturnType<Way['breaks']> {
  const isListed = listLaws(contract).some((law) => law.kind === 'listed' && law.resource === resource);
  if (!isListed || !resource.uses.some(({ role }) => role === 'read')) return undefined;
  return (server) => {
    const gone = new Set<string>();
    return async (call) => {
      if (gone.has(keyOf(call)) && call.operation.path === resource.item)
        return server.refuse(call, { reason: 'it is gone', status: 404 });
      if (call.operation.id !== use.operation.id) return server.handle(call);
      const reply = await server.idle(call);
      if (isSuccess(reply)) gone.add(keyOf(call));
      return reply;
    };
  };
}

function ignoreConditions(server: RememberingServer, call: Call): Reply | Promise<Reply> {
  const header = Object.entries(call.values.header ?? {}).filter(([name]) => !/^if-(?:none-)?match$/.test(name));
  return server.handle({ ...call, values: { ...call.values, header: Object.fromEntries(header) } });
}

/** What the path names. */
function keyOf({ values }: Call): string {
  return JSON.stringify(values.path ?? {});
}

function withMember(reply: Reply, tokens: readonly string[], value: unknown): Reply {
  if (tokens.length === 0) return withBody(reply, value);
  const body = cloneJson(reply.body) as object;
  setAt(body, tokens, value);
  return withBody(reply, body);
}
