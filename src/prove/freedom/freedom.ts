/** Freedoms: what the contract leaves to a server, each as a change to the right one. */
import type { ProbedOperation } from '../probe/probed-operation.ts';
import type { Handle } from '../serve/call.ts';
import type { RightServer, ServerOptions } from '../serve/right-server.ts';
import type { WriteWire } from '../serve/serve-wire.ts';

/** One liberty that a server takes. */
export interface Freedom {
  /** `answer/extra-member`. */
  name: string;
  /** Continues "a server that …". */
  sentence: string;
  options?: ServerOptions;
  /** How answers are put on a connection, where a function cannot show it. */
  wire?: WriteWire;
  /** Puts itself before the next; a server without it only has the options or the wire. */
  change?: (next: Handle, server: RightServer) => Handle;
}

/** A right server that differs: one freedom, or some together. */
export interface RightVariant {
  id: string;
  operation: string;
  freedoms: readonly Freedom[];
}

/** Lists the freedoms of one sort that an operation leaves. */
export type ListFreedoms = (probed: ProbedOperation) => Freedom[];
