/** How a run of `verify` is asked for. */
import type { Contract } from '../contract/contract.ts';
import type { FetchLike } from '../http/client/function-target.ts';
import type { TlsSettings } from '../http/client/http-target.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import type { VerifyReport } from '../verdict/report.ts';
import type { DocpactConfig } from './config.ts';
import type { Depth } from './plan/case.ts';

export interface VerifyOptions {
  contract: Contract;
  /** The base URL, or a function like fetch that answers in its place. */
  target: string | FetchLike;
  /** Ids of the operations to verify; all unless given. */
  operations?: readonly string[];
  /** Only the operations with one of these tags, or at such a path (a glob), beside those that are named. */
  tags?: readonly string[];
  paths?: readonly string[];
  /** Ids of cases: only these are sent, with what they need; all unless given. */
  cases?: readonly string[];
  /** Sent with every request; their values appear nowhere in the report. */
  headers?: Readonly<Record<string, string>>;
  /** Credentials by the document's names of their schemes: a key, a token, `user:password`, or a function that fetches one. */
  auth?: DocpactConfig['auth'];
  seed?: number;
  depth?: Depth;
  /** Makes the values of a run different from those of others; random unless given. */
  runId?: string;
  /** Requests under way at once. */
  concurrency?: number;
  /** Milliseconds for one answer. */
  timeout?: number;
  maxRequests?: number;
  /** Requests a second, at most. */
  rate?: number;
  /** Whom to trust, and who the client is. */
  tls?: TlsSettings;
  /** Seconds after which nothing more is begun, planning included. */
  maxTime?: number;
  /** When these seconds began, as `performance.now()` counts; with the run unless given. */
  begun?: number;
  /** Kinds of problem that are left out of the report. */
  ignore?: readonly ProblemKind[];
  /** The I-th of N parts of the cases, from 1. */
  shard?: { index: number; count: number };
  /** By operationId, then by place in the request: values that the provider takes, in place of made-up ones. */
  values?: DocpactConfig['values'];
  /** Ids of laws that are not held against this provider. */
  lawsOff?: readonly string[];
  /** Whether a broken law that the document only suggests decides the verdict. */
  strictLaws?: boolean;
  locale?: string;
  signal?: AbortSignal;
  /** Told after every case. */
  onProgress?: (progress: Progress) => void;
  /** Removes what the run created, by its identifiers; tells which are left. */
  cleanUp?: (created: readonly string[]) => Promise<readonly string[]>;
  /** Writes the command that repeats the run, or a part of it; unless given, the line names neither contract nor config. */
  writeRepeat?: (settled: Pick<VerifyReport, 'seed' | 'depth' | 'runId'> & RunPart) => string;
}

/** Less than the whole run: cases, or operations, by their ids. */
export type RunPart = Pick<VerifyOptions, 'cases' | 'operations'>;

export interface Progress {
  done: number;
  total: number;
  findings: number;
}
