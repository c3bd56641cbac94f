/** One interaction of a pact, before Pact has it: what holds, what the consumer sends, what it relies on. */

/** A JSON object. */
export interface JsonObject {
  [member: string]: unknown;
}

/** What holds at the provider before the request. */
export interface ProviderState {
  /** Constant, so that a provider's handler can be found by it; what differs stands in the parameters. */
  name: string;
  parameters: JsonObject;
}

export interface Interaction {
  /** No two of a pact may be alike: Pact keeps only the last. */
  description: string;
  states: readonly ProviderState[];
  /** Values, or matchers that have the values as their examples. */
  request: {
    method: string;
    path: unknown;
    query: Readonly<Record<string, unknown>>;
    headers: Readonly<Record<string, unknown>>;
    body?: unknown;
    mediaType: string;
    written?: WrittenText;
  };
  response: {
    status: number;
    headers: Readonly<Record<string, unknown>>;
    body?: unknown;
    mediaType: string;
    written?: WrittenText;
  };
}

/** A body that is no JSON, as it goes over the wire. */
export interface WrittenText {
  /** A character a byte. */
  bytes: string;
  contentType: string;
}
