/** Handlers of provider states: who brings a state about, found before anything is sent. */
import { describePlace, UsageError } from '../errors.ts';
import type { Exchanged } from './exchanged.ts';
import type { JsonObject } from './interaction.ts';
import type { PactFile } from './pact-file.ts';

/** What became of a state: the values for its expressions; why it could not be brought about; whether it was left to the provider. */
export interface StateOutcome {
  values: JsonObject;
  failure?: string;
  /** What was sent to the provider for it. */
  exchange?: Exchanged;
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
