/** What is put under load for long. */

export interface Soak {
  /** The process whose memory is watched. */
  pid: number;
  /** Each does one round, over and over; throws where something is wrong. */
  clients: readonly (() => Promise<void>)[];
  /** Whether a process that has to run has ended. */
  hasFailed(): boolean;
  /** What else there is to tell at the moment. */
  remark(): string;
  close(): Promise<void>;
}

/** Opens what is soaked, for so many connections. */
export type OpenSoak = (connections: number, tally: Tally) => Promise<Soak>;

export interface Tally {
  requests: number;
  wrong: number;
  /** Counts what is wrong; the first of it is told. */
  fail(error: unknown): void;
}
