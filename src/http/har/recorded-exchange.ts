/** An exchange of others that was recorded: a request and its answer as far as a recording has them. */

/** What was recorded of a body; `unknown` where there was one, or may have been, and not all of it is there. */
export type RecordedBody = Buffer | 'unknown';

export interface RecordedExchange {
  /** Where it stands in the recording, from 1. */
  number: number;
  /** When it began, as the recording has it. */
  at: string;
  request: {
    method: string;
    /** Absolute, without credentials and fragment. */
    url: string;
    /** Names in lower case. */
    headers: Readonly<Record<string, string>>;
    body: RecordedBody;
  };
  response: {
    status: number;
    /** Names in lower case; undefined where none were recorded. */
    headers: Readonly<Record<string, string | string[]>> | undefined;
    /** Without its content encoding. */
    body: RecordedBody;
  };
  /** Milliseconds. */
  duration: number;
}

/** Why an entry is no exchange with a server that could be judged. */
export type Aside = 'no answer' | 'from a cache' | 'websocket' | 'preflight' | 'sent on to https' | 'unreadable';

export interface Recording {
  exchanges: readonly RecordedExchange[];
  /** How many entries were none, by the reason. */
  asides: ReadonlyMap<Aside, number>;
  /** All entries. */
  entries: number;
  /** Whether secrets stand in it as `$NAME`: docpact wrote it. */
  redacted: boolean;
}
