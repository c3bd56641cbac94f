/** Handlers that the provider's own team brings: functions of the config file, or an endpoint. */
import { PactError } from '../errors.ts';
import { isSchemaObject } from '../contract/schema.ts';
import { jsonOf, type Send } from './exchanged.ts';
import type { HandlerSource } from './state-handler.ts';

/** By the state's name: brings it about, and returns the values for its expressions. */
export type StateFunctions = Readonly<Record<string, (parameters: Record<string, unknown>) => unknown>>;

/** Functions; one that throws ends the run. */
export function functionHandlers(functions: StateFunctions): HandlerSource {
  return (name) => {
    const handler = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!handler) return undefined;
    return async (parameters) => {
      try {
        const values = await handler(parameters);
        return { values: isSchemaObject(values) ? values : {} };
      } catch (cause) {
        throw new PactError(`the handler of the state "${name}" failed: ${messageOf(cause)}`, {
          hint: 'It stands in the config file, under states.',
          cause,
        });
      }
    };
  };
}

/** An endpoint that is sent `{ state, params, action }`, as Pact's own verifiers do, and may answer with values as JSON. */
export function endpointHandlers(url: string, send: Send): HandlerSource {
  return (name) => async (parameters) => {
    const exchange = await send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: Buffer.from(JSON.stringify({ state: name, params: parameters, action: 'setup' })),
    });
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

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
