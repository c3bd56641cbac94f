/** Requests and answers, as far as a verification has to know them. Whoever starts one gives the function that sends. */

export interface Outgoing {
  method: string;
  /** Absolute. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer | undefined;
}

export interface Incoming {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | readonly string[]>>;
  /** Unpacked. */
  body: Buffer;
}

export interface Exchanged<Kind extends string = string> {
  request: Outgoing;
  response?: Incoming;
  failure?: { kind: Kind; message: string };
}

export type Send = (request: Outgoing) => Promise<Exchanged>;

/** The JSON of an answer; undefined where it has none. */
export function jsonOf({ response }: Exchanged): unknown {
  try {
    return response && (JSON.parse(response.body.toString()) as unknown);
  } catch {
    return undefined;
  }
}
