/** An exchange that nobody planned: somebody's own client with a real server, which the mock passes on and verify's checks judge. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Contract } from '../contract/contract.ts';
import type { Operation, RequestValues } from '../contract/operation.ts';
import type { Judgement } from '../contract/zone-of.ts';
import type { Problem } from './report.ts';

/** As far as it could be read. */
export interface WatchedExchange {
  contract: Contract;
  operation: Operation;
  /** Undefined where the request's body is no value that the contract could judge. */
  values: RequestValues | undefined;
  zone: Judgement['zone'];
  request: { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };
  response: { status: number; headers: IncomingHttpHeaders; body: Buffer };
  /** Whether the server broke its answer off. */
  broken: boolean;
  duration: number;
}

/** What a server did against the contract. */
export type JudgeWatched = (exchange: WatchedExchange) => Pick<Problem, 'kind' | 'clause' | 'message'>[];
