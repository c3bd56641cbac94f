/** Answers requests by the contract, without HTTP: judges the request, lets Prism choose, fills the answer. */
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { judgeRequest, type RequestValues, type RequestViolation } from '../contract/zone-of.ts';
import { createErrorBody } from './error-body.ts';
import { createFixtures, type FixtureSettings } from './make-fixture.ts';
import type { Negotiate, Negotiated } from './negotiate.ts';
import { isForced, type Preference } from './preference.ts';
import type { Body } from './read-body.ts';
import { createState } from './state.ts';
import { createSuccessBody, nodeOf } from './success-body.ts';

export interface MockRequest {
  /** The parameters; the body stands apart, since it may be none. */
  values: RequestValues;
  body: Body;
  accept: string | undefined;
  preference: Preference;
}

export interface Answer {
  status: number;
  mediaType?: string;
  body?: unknown;
  /** Why the request was refused; of an accepted one, what is doubtful about it. */
  reasons: readonly string[];
  /** The clauses that a refused request breaks. */
  violations: readonly RequestViolation[];
  refused: boolean;
  /** The preferences that made the answer what it is. */
  applied: Preference;
}

export interface Responder {
  respond(operation: Operation, request: MockRequest): Answer;
  /** An answer to a request that reaches no operation, or whose body cannot be read. */
  refuse(status: number, reasons: readonly string[], operation?: Operation): Answer;
}

export interface ResponderSettings extends FixtureSettings {
  negotiate: Negotiate;
  stateless: boolean;
  dynamic: boolean;
}

/** Statuses for a request that breaks its schema, in Prism's own order. */
const refusals = ['422', '400'];

export function createResponder(contract: Contract, settings: ResponderSettings): Responder {
  const { negotiate } = settings;
  const fixture = createFixtures(contract, settings);
  const errorBody = createErrorBody(contract, fixture);
  const successBody = createSuccessBody(contract, fixture);
  const state = createState(settings);

  /** The document's own answer for one of `statuses`, or the last of them in the shape of its errors. */
  function refuseWith(
    statuses: readonly string[],
    reasons: readonly string[],
    operation: Operation | undefined,
    violations: readonly RequestViolation[] = [],
  ): Answer {
    const none: Negotiated = { status: Number(statuses.at(-1)) };
    const found = operation ? negotiate(operation, { refuseWith: statuses, preference: {} }) : none;
    const chosen = 'reason' in found ? none : found;
    const node = operation && chosen.mediaType !== undefined ? nodeOf(operation, chosen) : undefined;
    const body = errorBody(node, reasons);
    const { status, mediaType = 'application/json' } = chosen;
    return { status, mediaType, body, reasons, violations, refused: true, applied: {} };
  }

  function accept(operation: Operation, request: MockRequest, doubts: readonly RequestViolation[]): Answer {
    const { accept: accepted, values } = request;
    const preference = {
      ...(settings.dynamic ? { dynamic: true } : {}),
      ...namedExample(contract, operation, request.preference),
    };
    const negotiated = negotiate(operation, { accept: accepted, preference });
    if ('reason' in negotiated) return refuseWith([String(negotiated.status)], [negotiated.reason], undefined);
    if (!isForced(preference)) {
      const taken = state.claim(operation, values);
      if (taken.length > 0) return refuseWith(refusals, taken, operation);
    }
    const members = preference.dynamic ? 'drawn' : 'full';
    const exact = preference.example !== undefined && negotiated.example;
    const body = exact ? exact.value : successBody({ operation, negotiated, request: values, members });
    return { ...finish(operation, negotiated, body, doubts), applied: request.preference };
  }

  /** What an open request makes the answer repeat may be more than the answer's schema allows. */
  function finish(
    operation: Operation,
    negotiated: Negotiated,
    body: unknown,
    doubts: readonly RequestViolation[],
  ): Answer {
    const node = nodeOf(operation, negotiated);
    const broken =
      node && body !== undefined && doubts.length > 0
        ? contract.validators.violations(node, body, { direction: 'response', demand: 'documented' })
        : [];
    if (broken.length > 0) return refuseWith(refusals, broken.map(messageOf), operation);
    const { status, mediaType } = negotiated;
    return {
      status,
      ...(mediaType === undefined ? {} : { mediaType }),
      ...(body === undefined ? {} : { body }),
      reasons: doubts.map(messageOf),
      violations: [],
      refused: false,
      applied: {},
    };
  }

  return {
    refuse: (status, reasons, operation) => refuseWith([String(status)], reasons, operation),
    respond(operation, request) {
      const { body } = request;
      if (body.kind === 'refused') return refuseWith([String(body.status)], [body.message], operation);
      const values = body.kind === 'value' ? { ...request.values, body: body.value } : request.values;
      const { zone, violations } = judgeRequest(contract, operation, values);
      if (zone === 'invalid') return refuseWith(refusals, violations.map(messageOf), operation, violations);
      return accept(operation, { ...request, values }, violations);
    },
  };
}

function messageOf({ message }: { message: string }): string {
  return message;
}

/** Prism looks for a named example in one answer only: the name alone tells in which. */
function namedExample(contract: Contract, operation: Operation, preference: Preference): Preference {
  const { code, example } = preference;
  if (example === undefined || code !== undefined) return preference;
  const scenario = contract.scenarios.get(operation.id)?.find(({ name }) => name === example);
  if (scenario) return { ...preference, code: scenario.response.status };
  const holder = operation.responses.find(({ contents }) => contents.some(({ examples }) => examples.has(example)));
  return holder && /^\d{3}$/.test(holder.status) ? { ...preference, code: Number(holder.status) } : preference;
}
