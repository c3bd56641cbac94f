/** What the parts of recalling hand to each other. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import type { Violation } from '../../contract/schema/violation.ts';
import type { Negotiated } from '../engine/negotiate.ts';
import type { Store } from '../store/store.ts';
import type { Names, Thing } from '../store/table.ts';
import type { Envelopes } from './envelope.ts';
import type { FillThing } from './fill-thing.ts';
import type { Keeper } from './keep-things.ts';
import type { RecallPlan } from './recall-plan.ts';

/** Why a request is refused: the statuses that say it, the most fitting first, the one that is taken where none is documented last. */
export interface RecalledRefusal {
  statuses: readonly string[];
  message: string;
}

/** What is remembered says of a request: why it is refused, or what its answer is. */
export interface Recalled {
  refusal?: RecalledRefusal;
  /** The status that what is there asks for, where the operation has several. */
  code?: number;
  /** Absent where the answer is that of any operation. */
  answer?: (negotiated: Negotiated) => RecalledAnswer;
}

export interface RecalledAnswer {
  /** The body is that of any operation. */
  usual?: true;
  body?: unknown;
  /** What is wrong with it. */
  broken?: readonly Violation[];
  refusal?: RecalledRefusal;
  /** Does what was asked for, and tells the headers that say so; `taken` are the values that it may be the only one to have. */
  commit?: (taken: Thing['taken']) => Readonly<Record<string, string>>;
}

/** What every role needs. */
export interface Recalling {
  contract: Contract;
  operation: Operation;
  request: RequestValues;
  plan: RecallPlan & Required<Pick<RecallPlan, 'use' | 'kept'>>;
  /** What the request's path names. */
  names: Names;
  keeper: Keeper;
  filling: FillThing;
  envelopes: Envelopes;
  store: Store;
  dynamic: boolean;
}
