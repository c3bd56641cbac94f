/** Refusals: the document's own answer for a status, or HTTP's own in the shape that the document gives to errors. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Negotiate, Negotiated } from '../engine/negotiate.ts';
import type { Answer } from './answer.ts';
import { createErrorBody, type Reason } from './error-body.ts';
import type { MakeFixture, MakeHeaders } from './make-fixture.ts';
import { contentFor } from './success-body.ts';

/** The document's own answer for one of `statuses`, the most fitting first, or the last of them where it has none. */
export type RefuseWith = (statuses: readonly string[], reasons: readonly Reason[], operation?: Operation) => Answer;

interface RefusalSettings {
  negotiate: Negotiate;
  fixture: MakeFixture;
  makeHeaders: MakeHeaders;
}

export function createRefusals(contract: Contract, { negotiate, fixture, makeHeaders }: RefusalSettings): RefuseWith {
  const errorBody = createErrorBody(contract, fixture);
  return (statuses, reasons, operation) => {
    const none: Negotiated = { status: Number(statuses.at(-1)) };
    const found = operation ? negotiate(operation, { refuseWith: statuses, preference: {} }) : none;
    const chosen = 'reason' in found ? none : found;
    const content = operation && chosen.mediaType !== undefined ? contentFor(operation, chosen) : undefined;
    const node = content?.node;
    const { status, mediaType = 'application/json' } = chosen;
    const headers = operation ? makeHeaders(operation, status) : {};
    const body = errorBody(node, status, reasons);
    return {
      status,
      mediaType,
      content,
      headers,
      body,
      reasons: reasons.map(({ message }) => message),
      violations: [],
      doubts: [],
      refused: true,
      applied: {},
    };
  };
}

/** Statuses for a request that breaks its schema, in Prism's own order. */
const refusals: readonly string[] = ['422', '400'];

/**
 * Statuses for a request that is wrong in itself, the one that is taken where the document has none of them last: 422, as Prism
 * has it, and 400 where nothing could be read.
 */
export function refusalsFor(status = 422): string[] {
  const own = String(status);
  return refusals.includes(own) ? [...refusals, own] : [own];
}

/** Statuses for a request that is right in itself and refused all the same: another documented refusal will do, too. */
export function refusalsOfRight({ responses }: Operation): string[] {
  const documented = responses.map(({ status }) => status);
  const isCovered = documented.some((status) => /^(?:default|4XX)$/i.test(status));
  const others = isCovered
    ? []
    : ['409', ...documented].filter((each) => each.startsWith('4') && documented.includes(each));
  return [...refusals, others[0] ?? '422'];
}
