/** Handlers of provider states: who brings a state about, found before anything is sent. */
import { isSchemaObject } from '../../contract/schema.ts';
import { describePlace, PactError, UsageError } from '../../errors.ts';
import type { Exchange } from '../../http/client/exchange.ts';
import type { JsonObject } from '../consumer/interaction.ts';
import type { PactFile } from './pact-file.ts';
import { plainUrl } from '../../http/client/plain-url.ts';
import { jsonOf, sendOnce } from './provider-access.ts';

/** What became of a state: the values for its expressions; why it could not be brought about; whether it was left to the provider. */
export interface StateOutcome {
  values: JsonObject;
  failure?: string;
  /** What was sent to the provider for it. */
  exchange?: Exchange;
  /** Nothing was done for it: the provider alone decides whether it holds. */
  left?: true;
}

export type StateHandler = (parameters: JsonObject) => Promise<StateOutcome>;

/** Looks a handler up by the state's name; undefined where it has none. */
export type HandlerSource = (name: string) => StateHandler | undefined;

/** A handler for every state of the pacts, from the first source that has one. Throws a UsageError for a state without. */
export function findHandlers(
  pacts: readonly PactFile[],
  sources: readonly HandlerSource[],
): ReadonlyMap<string, StateHandler> {
  const handlers = new Map<string, StateHandler>();
  for (const { description, states, place } of pacts.flatMap(({ interactions }) => interactions)) {
    for (const { name } of states) {
      if (handlers.has(name)) continue;
      const handler = sources.map((source) => source(name)).find((each) => each !== undefined);
      if (!handler) {
        throw new UsageError(
          `${describePlace({ ...place, pointer: '' })}: nothing brings about the state "${name}", of "${description}"`,
          {
            hint: `Write a function for it into docpact.config.ts: states: { ${JSON.stringify(name)}: async (parameters) => ({}) }, or pass --state-url.`,
          },
        );
      }
      handlers.set(name, handler);
    }
  }
  return handlers;
}

/** By the state's name: brings it about, and returns the values for its expressions. */
export type StateFunctions = Readonly<Record<string, (parameters: Record<string, unknown>) => unknown>>;

/** Functions of the provider's own team; one that throws ends the run. */
export function functionHandlers(functions: StateFunctions): HandlerSource {
  return (name) => {
    const handler = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!handler) return undefined;
    return async (parameters) => {
      try {
        const values = await handler(parameters);
        return { values: isSchemaObject(values) ? values : {} };
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new PactError(`the handler of the state "${name}" failed: ${reason}`, {
          hint: 'It stands in the config file, under states.',
          cause,
        });
      }
    };
  };
}

/**
 * An endpoint of the provider's own team, which is given none of the provider's headers. It is sent `{ state, params, action }`,
 * as Pact's own verifiers do, and may answer with values as JSON. Throws a UsageError for text that is no such URL.
 */
export function endpointHandlers(
  url: string,
  { timeout, signal }: { timeout: number; signal?: AbortSignal | undefined },
): HandlerSource {
  const instead = 'Bring states about by functions in docpact.config.ts, which may hold them.';
  const { origin } = plainUrl(url, { instead });
  return (name) => async (parameters) => {
    const request = {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: Buffer.from(JSON.stringify({ state: name, params: parameters, action: 'setup' })),
    };
    const exchange = await sendOnce(request, { origin, timeout, signal });
    const { response, failure } = exchange;
    if (!response || response.status < 200 || response.status >= 300) {
      const answer = response ? `answered ${response.status}` : `did not answer: ${failure?.message ?? 'unknown'}`;
      throw new PactError(`${url} ${answer} when it was asked for the state "${name}"`, {
        hint: 'An endpoint for states answers 2xx once the state holds.',
      });
    }
    const values = jsonOf(exchange);
    return { values: isSchemaObject(values) ? values : {} };
  };
}
