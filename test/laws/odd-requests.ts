/**
 * Malformed and odd requests, made from a valid one. Any server can be put through them: none may go unanswered
 * (or, where HTTP allows it, without the connection's end), and none may be answered with a fault of the server's own.
 */
import { oddFraming } from './odd-framing.ts';
import { oddHeaders } from './odd-headers.ts';
import { oddJson } from './odd-json.ts';
import type { OddRequest, OddTarget } from './odd-request.ts';
import { oddTargets } from './odd-targets.ts';
import { oddValues } from './odd-values.ts';

export type { OddRequest, OddTarget } from './odd-request.ts';

/** All odd requests for an operation; no two have the same sentence. */
export function oddRequests(target: OddTarget): OddRequest[] {
  return [
    ...oddJson(target),
    ...oddValues(target),
    ...oddHeaders(target),
    ...oddFraming(target),
    ...oddTargets(target),
  ];
}
