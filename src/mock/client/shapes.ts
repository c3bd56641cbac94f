/** What the mock tells its page, as JSON: the shapes that both sides read. */

/** Everything that the page shows before the first request comes. */
export interface MockDescription {
  title: string;
  version: string;
  /** The contract's file, by its name only. */
  contract: string;
  seed: number;
  locale: string;
  /** What is wrong with the contract's files now, while the last good ones are served. */
  problem: string | null;
  /** The server that the mock watches. */
  upstream: string | null;
  /** Whether the API reference is installed. */
  reference: boolean;
  settings: WrittenSettings;
  /** The faults that there are. */
  faults: readonly FaultName[];
  operations: readonly ShownOperation[];
}

/** What can go wrong on the way to the client. */
export type FaultName = 'reset' | 'cut' | 'slow' | 'unavailable';

/** What can be switched, in the words of the command line. */
export interface WrittenSettings {
  scenario: string | null;
  latency: string;
  faults: readonly string[];
}

export interface ShownOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** The documented statuses, each with what the document says of it. */
  responses: readonly { status: string; description: string }[];
  scenarios: readonly ShownScenario[];
}

export interface ShownScenario {
  name: string;
  description: string;
  status: number;
  undocumented: boolean;
  given: readonly string[];
  request: ShownRequest;
}

/** A request that can be sent. */
export interface ShownRequest {
  method: string;
  /** Path and query. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** What the contract says of a request: it must succeed, must be refused, or may be either, and why. */
export interface ShownCheck {
  zone: 'valid' | 'invalid' | 'open';
  violations: readonly ShownViolation[];
}

export interface ShownExchange {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  method: string;
  url: string;
  operation?: string;
  /** 0 where no answer was sent. */
  status: number;
  /** Milliseconds. */
  duration: number;
  fault?: string;
  /** The scenario that answered. */
  scenario?: string;
  reasons: readonly string[];
  /** By field: what refused the request, or what is doubtful about one that was accepted. */
  violations: readonly ShownViolation[];
  /** Whether the request was accepted although nobody expects it. */
  open: boolean;
  /** What a watched server did against the contract. */
  problems?: readonly UpstreamProblem[];
  request: ShownMessage;
  response: ShownMessage;
}

export interface ShownViolation {
  in: string;
  field: string;
  keyword: string;
  message: string;
}

export interface UpstreamProblem {
  kind: string;
  clause: string;
  message: string;
}

export interface ShownMessage {
  headers: readonly (readonly [name: string, value: string])[];
  /** The first part of it, where it is long. */
  body?: string;
  /** Then its whole length. */
  cut?: number;
}

/** What was created, the newest last. */
export interface ShownState {
  total: number;
  entries: readonly ShownEntry[];
  /** Absent where the contract has none. */
  resources?: ShownResources;
}

/** By the name of the resource, the newest things last. */
export type ShownResources = Readonly<Record<string, { total: number; things: readonly ShownThing[] }>>;

export interface ShownThing {
  /** Tells it from the others of its resource. */
  key: string;
  /** What leads to it, by the names of templates. */
  names: Readonly<Record<string, string>>;
  value: unknown;
  /** Whether the mock made it up. */
  madeUp: boolean;
}

/** One thing that was created. */
export interface ShownEntry {
  operation: string;
  /** When, in ISO 8601. */
  at: string;
  /** The values that it took, as JSON, each with the part of the request that it came from. */
  taken: readonly (readonly [part: string, value: string])[];
  /** The body of the request that created it, and the answer's; older entries go without. */
  request?: unknown;
  response?: unknown;
}
