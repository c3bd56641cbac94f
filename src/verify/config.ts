/** What a `docpact.config.ts` may say of a provider under test, and of changes of its contract. */
import type { Fakes } from '../contract/contract.ts';
import type { RuleSettings } from '../contract/contract-diagnostics.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';

/** Removes what the run created: a request for each identifier, or a function that does it. */
export type Cleanup = CleanupRequest | ((created: readonly string[]) => Promise<void> | void);

/** `{id}` in the path stands for the identifier, percent-encoded. */
export interface CleanupRequest {
  method: string;
  path: string;
}

/** A value for a member; a function gets nine digits that no other request has. */
export type MemberValue = string | number | boolean | null | readonly unknown[] | ((digits: string) => unknown);

export interface DocpactConfig {
  /** Sent with every request. Read secrets from the environment: `process.env.TOKEN`. */
  headers?: Readonly<Record<string, string>>;
  /** Credentials by the document's names of their schemes: a key, a token, `user:password`, or a function that fetches one. */
  auth?: Readonly<Record<string, string | (() => string | Promise<string>)>>;
  /**
   * By operationId, then by place: the value that the provider takes. `query.token`, `header.X-Trace`, `path.id`, `cookie.s`; a
   * JSON Pointer into the body; a bare name is the body's member, else the only parameter of that name.
   */
  values?: Readonly<Record<string, Readonly<Record<string, MemberValue>>>>;
  /** What members are by their names: patterns with `*`, and what `x-faker` takes: `{ '*_sku': 'commerce.isbn' }`. */
  fakes?: Fakes;
  /** Kinds of problem that are not reported. */
  ignore?: readonly ProblemKind[];
  /** Ids of laws that this provider is not held to: `addThing.law.unique.name`. */
  lawsOff?: readonly string[];
  /** Whether a broken law that the document only suggests decides the verdict. */
  strictLaws?: boolean;
  /** By the name of a provider state: brings it about for `docpact pact verify`, and returns the values for its expressions. */
  states?: Readonly<Record<string, (parameters: Record<string, unknown>) => unknown>>;
  /** Before the first request. */
  before?: () => Promise<void> | void;
  /** After the last one, also when the run was interrupted. */
  after?: () => Promise<void> | void;
  cleanup?: Cleanup;
  /** How `docpact diff` weighs changes; options of the command line come first. */
  diff?: DiffSettings;
}

/** What `--rule`, `--for` and `--baseline` say of changes. */
export interface DiffSettings {
  /** By rule (docs/changes.md): `{ 'response-status-new': 'note' }`. */
  rules?: RuleSettings;
  /** Whose breaks count. */
  for?: 'callers' | 'providers';
  /** The file of changes that are known. */
  baseline?: string;
}

/** Gives a config its type. */
export function defineConfig(config: DocpactConfig): DocpactConfig {
  return config;
}
