/** Cases: one request, or a short sequence of requests, with the clauses that it aims at and its zone. */
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { Origin } from '../../contract/resource/origin.ts';
import type { Zone } from '../../contract/zone-of.ts';
import type { CredentialState } from '../../http/client/credentials.ts';
import type { RequestForm } from '../../http/client/build-request.ts';

/**
 * What the contract says of the answer to a request. `if-found`: it works on something that may not be there: success, or one of
 * the statuses that the step allows.
 */
export type Expectation = 'success' | 'refusal' | 'either' | 'if-found';

/** What who asks for credentials answers (RFC 9110, 15.5.2 and 15.5.4). */
export const lockedStatuses: readonly number[] = [401, 403];

/** A value that an earlier answer of the case gives. */
export interface Binding {
  /** Tokens into the values of the request: `["path", "id"]`. */
  at: readonly string[];
  /** The first that holds a text or a number counts. */
  from: readonly Origin[];
  /** Index of the step whose exchange holds it. */
  step: number;
}

/** One request of a case. */
export interface Step {
  /** Another operation than the case's: what has to exist before. */
  setup?: Operation;
  /** Sent once for all cases: whatever has the same name here is the same request. */
  shared?: string;
  bind?: readonly Binding[];
  /** Whether it works on the same thing as the step before it, or on another one, whatever its method uses up. */
  thing?: 'same' | 'other';
  /** What is made before it has all its members; else those that it must have. */
  before?: 'full';
  /** Identifiers that are made up on purpose: `path/id`. */
  unbound?: readonly string[];
  values: RequestValues;
  form: RequestForm;
  expect: Expectation;
  /** What it carries of the credentials, where that is not all. */
  credentials?: CredentialState;
  /** Undocumented statuses that are no problem here, since HTTP itself offers them. */
  allow?: readonly number[];
  /** The clause that makes this answer necessary, where it is not the request's own zone. */
  law?: string;
  /** What must not come back: texts that only an unknown member carried. */
  foreign?: readonly string[];
}

export interface Case {
  /** `addThing/invalid/size/type:string`: the same for every run of the same contract. */
  id: string;
  /** What is tried, in a few words that continue "a request …". */
  sentence: string;
  operation: Operation;
  /** Ids of the clauses that the case can break. */
  aims: readonly string[];
  zone: Zone;
  steps: readonly Step[];
  /** On which connections the steps go: any, all on one that is new, each on a new one, or all at the same moment. */
  connection: 'any' | 'one' | 'new' | 'together';
  /** `last` waits until all others are done, and has the server to itself. */
  phase: 'main' | 'last';
  /** The fresh texts in the values, which a second sending replaces. */
  tokens: readonly string[];
}

/** How much is tried. */
export type Depth = 'quick' | 'standard' | 'deep';

/** Requests that a run may send per operation, shrinking included. */
export const budgets: Readonly<Record<Depth, number>> = { quick: 80, standard: 600, deep: Infinity };
