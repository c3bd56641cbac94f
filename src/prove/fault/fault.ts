/** Faults: ways in which a server is wrong, each as plain data and as a wrapper around a right one. */
import type { RequestValues } from '../../contract/operation.ts';
import type { Kit } from '../kit.ts';
import type { ProbedOperation } from '../probe/probed-operation.ts';
import type { Probe } from '../probe/probes.ts';
import { type Call, type Handle, type Reply, valuesOf } from '../serve/call.ts';
import { createRightServer, type RightServer } from '../serve/right-server.ts';
import type { WriteWire } from '../serve/serve-wire.ts';

/** What is known of a fault without its code. */
export interface FaultFacts {
  /** `addThing/refused/size:zero`: the same for every run of the same contract. */
  id: string;
  family: FaultFamily;
  /** The clause that the fault breaks, as far as one can be named. */
  clause: string;
  /** What the server does, continuing "a server that …". */
  sentence: string;
}

export interface Fault extends FaultFacts {
  operation: string;
  /** Where none of them is answered wrongly the contract allows what the server does. */
  probes: () => readonly Probe[];
  /** A rule of the kit is broken that no clause states: any other answer than the right one counts. */
  beyondClauses?: boolean;
  /** Keeps the request waiting for ever. */
  hangs?: boolean;
  /** How answers are put on a connection, where only that is wrong; such a fault needs no probe. */
  wire?: WriteWire;
  /** The faulty server, made anew for every run. */
  wrap: (server: RightServer) => Handle;
}

/** What a family says of a fault; the rest follows from the operation. */
export type FaultDraft = Omit<Fault, 'family' | 'operation' | 'clause'> & { clause?: string };

/** Lists the faults of one family that an operation can have. */
export type ListFaults = (probed: ProbedOperation) => FaultDraft[];

export const faultFamilies = [
  'response-member',
  'request-accepted',
  'request-refused',
  'request-changed',
  'request-body',
  'request-form',
  'combined',
  'status',
  'error-body',
  'protocol',
  'echo',
  'unique',
  'fresh',
  'time',
  'carried-over',
  'open-input',
  'wire',
  'law',
] as const;

export type FaultFamily = (typeof faultFamilies)[number];

/** A server with one fault, in one operation: the others are right. */
export function faultyServer(kit: Kit, { operation, wrap }: Fault): Handle {
  const server = createRightServer(kit);
  const faulty = wrap(server);
  return (call) => (call.operation.id === operation ? faulty(call) : server.handle(call));
}

/** What a faulty server does in place of answering rightly. */
export type Effect = (server: RightServer, call: Call) => Reply | Promise<Reply>;

/** Refuses, in the documented shape. */
export const refuse: Effect = (server, call) => server.refuse(call);

/** Fails, as servers do whose code threw. */
export const fail: Effect = () => ({
  status: 500,
  headers: { 'content-type': 'text/html' },
  text: '<h1>Server Error (500)</h1>',
});

/** Never answers. */
export const hang: Effect = () => new Promise<Reply>(() => undefined);

/** Loses the connection. */
export const drop: Effect = () => {
  throw new Error('the connection is gone');
};

/** A server that is right, but for requests whose values fit. */
export function when(fits: (values: RequestValues, call: Call) => boolean, effect: Effect) {
  return (server: RightServer): Handle =>
    (call) =>
      fits(valuesOf(call), call) ? effect(server, call) : server.handle(call);
}
