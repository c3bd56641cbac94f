/** Brings about, through the API itself, the states that docpact writes into pacts. */
import { plainText } from '../../contract/name-text.ts';
import { decodePercent } from '../../http/value/pairs.ts';
import { percentEncode } from '../../http/value/percent-encode.ts';
import { writeText } from '../../http/value/text.ts';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import type { Exchange } from '../../http/client/exchange.ts';
import { findOperation } from '../../http/value/path-template.ts';
import type { JsonObject } from '../consumer/interaction.ts';
import { readStateName, type StateKind } from '../consumer/state-name.ts';
import type { MakeFresh } from './fresh-value.ts';
import { jsonOf, type Send } from './provider-access.ts';
import type { HandlerSource, StateHandler, StateOutcome } from './state-handler.ts';

export interface ApiAccess {
  contract: Contract;
  /** Base URL of the provider, without a slash at its end. */
  base: string;
  send: Send;
  makeFresh: MakeFresh;
}

/** Handlers of the states that docpact knows; none for others. */
export function defaultHandlers(api: ApiAccess): HandlerSource {
  const handlers: Readonly<Record<StateKind, StateHandler>> = {
    free: async (parameters) => ({ values: makeValues(api, parameters) }),
    taken: (parameters) => carryOut(api, parameters),
    done: (parameters) => carryOut(api, parameters),
    null: async () => ({ values: {}, left: true }),
    given: async () => ({ values: {}, left: true }),
  };
  return (name) => {
    const known = readStateName(name);
    return known && handlers[known.kind];
  };
}

/** A fresh value for each parameter. */
function makeValues({ makeFresh }: ApiAccess, parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, makeFresh(name, value)]));
}

/** Sends the request that stands in the parameters, with fresh values; identifiers come from its answer. */
async function carryOut(api: ApiAccess, { request, ...parameters }: JsonObject): Promise<StateOutcome> {
  if (!isSchemaObject(request)) return { values: {}, failure: 'its parameters hold no request to carry out' };
  const { identifiers, others } = splitIdentifiers(api, parameters, request);
  const values = makeValues(api, others);
  const fresh = new Map(Object.entries(others).map(([name, value]) => [value, values[name]]));
  const body = replaceValues(request['body'], fresh);
  const line = lineOf(request, fresh);
  const exchange = await api.send({
    method: line.method,
    url: api.base + line.path,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  });
  const failure = explain(exchange, line);
  if (failure !== undefined) return { values, failure, exchange };
  const given = Object.entries(identifiers).map(([name, tokens]) => [name, valueAt(jsonOf(exchange), tokens)]);
  return { values: { ...values, ...Object.fromEntries(given) }, exchange };
}

/** The parameters that an answer gives, each with its place there, and those that are sent. */
function splitIdentifiers({ contract }: ApiAccess, parameters: JsonObject, request: JsonObject) {
  const operation = findOperation(contract.operations, {
    method: plainText(request['method']),
    path: plainText(request['path']),
  });
  const fresh = operation?.laws.fresh ?? [];
  const identifiers: Record<string, readonly string[]> = {};
  const others: JsonObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    const law = fresh.find(({ of }) => of.tokens.at(-1) === name);
    if (law) identifiers[name] = law.of.tokens;
    else others[name] = value;
  }
  return { identifiers, others };
}

function lineOf({ method, path, query }: JsonObject, fresh: ReadonlyMap<unknown, unknown>) {
  const parts = plainText(path)
    .split('/')
    .map((part) => percentEncode(writeText(replaceValues(decodePercent(part), fresh))));
  const texts = Object.entries(isSchemaObject(query) ? query : {}).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, writeText(replaceValues(value, fresh))]),
  );
  const search = String(new URLSearchParams(texts));
  return { method: plainText(method), path: parts.join('/') + (search === '' ? '' : `?${search}`) };
}

/** `value` with every text and number that `by` knows replaced. */
function replaceValues(value: unknown, by: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceValues(item, by));
  if (!isSchemaObject(value)) return by.get(value) ?? value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, replaceValues(member, by)]));
}

function explain({ response, failure }: Exchange, { method, path }: { method: string; path: string }) {
  if (response && response.status >= 200 && response.status < 300) return undefined;
  const answer = response ? `answered ${response.status}` : `not answered: ${failure?.message ?? 'unknown'}`;
  return `${method} ${path} was ${answer}`;
}
