/** Faults: one thing that a server does wrong, as plain data and as a wrapper around a right one. */
import type { RequestValues } from '../contract/operation.ts';
import type { Zone } from '../contract/zone-of.ts';
import type { RequestForm } from '../http/client/build-request.ts';
import type { Handle } from './call.ts';
import type { RightServer } from './right-server.ts';
import type { WriteWire } from './serve-wire.ts';
import type { Subject } from './subject.ts';

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

/** One request of a probe. Its zone follows from its values, unless the bytes say otherwise. */
export interface ProbeStep {
  values: RequestValues;
  form?: RequestForm;
  zone?: Zone;
}

/** Requests that can show a fault, one after the other or all at the same moment. */
export interface Probe {
  steps: readonly ProbeStep[];
  together?: boolean;
}

export interface Fault extends FaultFacts {
  operation: string;
  /** Where some probe is answered wrongly the fault is one; else the contract allows what it does. */
  probes: () => readonly Probe[];
  /** A rule of the kit is broken that no clause states: any other answer than the right one counts. */
  beyondClauses?: boolean;
  /** Keeps the request waiting for ever. */
  hangs?: boolean;
  /** How answers are put on a connection, where only that is wrong; such a fault is one without a probe. */
  wire?: WriteWire;
  /** The faulty server, made anew for every run. */
  wrap: (server: RightServer) => Handle;
}

/** What a family says of a fault; the rest follows from the subject. */
export type FaultDraft = Omit<Fault, 'family' | 'operation' | 'clause'> & { clause?: string };

/** Lists the faults of one family that an operation can have. */
export type ListFaults = (subject: Subject) => FaultDraft[];

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
] as const;

export type FaultFamily = (typeof faultFamilies)[number];
