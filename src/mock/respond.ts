/** Answers requests by the contract, without HTTP: judges the request, lets Prism choose, fills the answer. */
import type { Contract } from '../contract/contract.ts';
import { responseFor, type Operation } from '../contract/operation.ts';
import type { Violation } from '../contract/violation.ts';
import { judgeRequest, type RequestValues, type RequestViolation } from '../contract/zone-of.ts';
import { createErrorBody } from './error-body.ts';
import type { Reason } from './join-reasons.ts';
import { createFixtures, type FixtureSettings } from './make-fixture.ts';
import type { Negotiate, Negotiated } from './negotiate.ts';
import { headersOf, namedExample, createScenarios } from './choose-scenario.ts';
import { isForced, type Preference } from './preference.ts';
import type { Body } from './parse-body.ts';
import type { State } from './state.ts';
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
  /** Beside the content type; names in lower case. */
  headers: Readonly<Record<string, string>>;
  body?: unknown;
  /** Why the request was refused; of an accepted one, what is doubtful about it. */
  reasons: readonly string[];
  /** The clauses that a refused request breaks. */
  violations: readonly RequestViolation[];
  /** What only the expected domain says against an accepted request. */
  doubts: readonly RequestViolation[];
  refused: boolean;
  /** The scenario that was given as it is. */
  scenario?: string;
  /** The preferences that made the answer what it is. */
  applied: Preference;
}

export interface Responder {
  respond(operation: Operation, request: MockRequest): Answer;
  /** An answer to a request that reaches no operation, or whose body cannot be read. */
  refuse(status: number, reason: string, operation?: Operation): Answer;
}

export interface ResponderSettings extends Omit<FixtureSettings, 'nextSerial'> {
  negotiate: Negotiate;
  state: State;
  dynamic: boolean;
  /** The scenario that answers where the client asks for nothing. */
  scenario?: () => string | undefined;
}

/** Statuses for a request that breaks its schema, in Prism's own order. */
const refusals = ['422', '400'];

/** How often a made-up answer that breaks its schema is made anew. */
const TRIES = 5;

export function createResponder(contract: Contract, settings: ResponderSettings): Responder {
  const { negotiate, state } = settings;
  const fixture = createFixtures(contract, { ...settings, nextSerial: () => state.nextSerial() });
  const scenarios = createScenarios(contract, settings);
  const errorBody = createErrorBody(contract, fixture);
  const successBody = createSuccessBody(contract, fixture);

  /** The document's own answer for one of `statuses`, or the last of them in the shape of its errors. */
  function refuseWith(statuses: readonly string[], reasons: readonly Reason[], operation?: Operation): Answer {
    const none: Negotiated = { status: Number(statuses.at(-1)) };
    const found = operation ? negotiate(operation, { refuseWith: statuses, preference: {} }) : none;
    const chosen = 'reason' in found ? none : found;
    const node = operation && chosen.mediaType !== undefined ? nodeOf(operation, chosen) : undefined;
    const { status, mediaType = 'application/json' } = chosen;
    const headers = operation ? makeHeaders(operation, status) : {};
    const body = errorBody(node, reasons);
    return {
      status,
      mediaType,
      headers,
      body,
      reasons: reasons.map(messageOf),
      violations: [],
      doubts: [],
      refused: true,
      applied: {},
    };
  }

  function accept(operation: Operation, request: MockRequest, doubts: readonly RequestViolation[]): Answer {
    const { accept: accepted, values } = request;
    const wanted = scenarios.wishOf(operation, request.preference);
    const scenario = scenarios.find(operation, wanted.example);
    const preference = {
      ...(settings.dynamic ? { dynamic: true } : {}),
      ...namedExample(operation, wanted, scenario),
    };
    const negotiated = negotiate(operation, { accept: accepted, preference });
    if ('reason' in negotiated)
      return refuseWith([String(negotiated.status)], [{ message: negotiated.reason }], operation);
    const { body, broken } = bodyFor(operation, negotiated, { preference, values });
    // What an open request makes the answer repeat may be more than the answer's schema allows.
    if (broken.length > 0) return refuseWith(refusalsFor(operation), broken, operation);
    if (scenario) scenarios.setUp(operation, scenario);
    const creates = !isForced(preference) && negotiated.status < 300;
    const taken = creates ? state.claim({ operation, request: values, response: body }) : [];
    if (taken.length > 0) return { ...refuseWith(refusalsFor(operation), taken, operation), violations: taken };
    const { status, mediaType } = negotiated;
    return {
      status,
      ...(mediaType === undefined ? {} : { mediaType }),
      headers: { ...makeHeaders(operation, status), ...headersOf(scenario) },
      ...(body === undefined ? {} : { body }),
      reasons: doubts.map(messageOf),
      violations: [],
      doubts,
      refused: false,
      ...(scenario ? { scenario: scenario.name } : {}),
      applied: request.preference,
    };
  }

  /** A body and what is wrong with it: nothing, unless none was found in some tries. An example that was asked for is given as it is. */
  function bodyFor(
    operation: Operation,
    negotiated: Negotiated,
    { preference, values }: { preference: Preference; values: RequestValues },
  ): { body: unknown; broken: readonly Violation[] } {
    if (preference.example !== undefined && negotiated.example) return { body: negotiated.example.value, broken: [] };
    const members = preference.dynamic ? 'drawn' : 'full';
    let chosen = negotiated;
    for (let left = TRIES; ; left -= 1) {
      const body = successBody({ operation, negotiated: chosen, request: values, members });
      const broken = violationsOf(operation, negotiated, body);
      if (broken.length === 0 || left === 0) return { body, broken };
      // An example that breaks its own schema is worth less than a value that is made up.
      chosen = { ...negotiated, example: undefined };
    }
  }

  function violationsOf(operation: Operation, negotiated: Negotiated, body: unknown): Violation[] {
    const node = nodeOf(operation, negotiated);
    if (!node || body === undefined) return [];
    return contract.validators.violations(node, body, { direction: 'response', demand: 'documented' });
  }

  /** The headers that the document demands of the answer. */
  function makeHeaders(operation: Operation, status: number): Record<string, string> {
    const required = responseFor(operation, status)?.headers.filter((header) => header.required) ?? [];
    return Object.fromEntries(
      required.map(({ name, node }) => [name.toLowerCase(), writeHeader(fixture(node, { members: 'full' }))]),
    );
  }

  return {
    refuse: (status, message, operation) => refuseWith([String(status)], [{ message }], operation),
    respond(operation, request) {
      const { body } = request;
      // What the document does not know comes from before the operation: nothing was read then, and nothing judged.
      if (scenarios.find(operation, scenarios.wishOf(operation, request.preference).example)?.undocumented)
        return accept(operation, request, []);
      if (body.kind === 'refused') return refuseWith(refusalsFor(operation, body.status), [body], operation);
      const values = body.kind === 'value' ? withBody(request.values, body) : request.values;
      const { zone, violations } = judgeRequest(contract, operation, values);
      if (zone === 'invalid') return { ...refuseWith(refusalsFor(operation), violations, operation), violations };
      return accept(operation, { ...request, values }, violations);
    },
  };
}

/** Statuses for a refusal, the one that is taken where the document has none of them last: another documented refusal, or 400. */
function refusalsFor(operation: Operation, status = 400): string[] {
  if (status !== 400) return [String(status)];
  const other = operation.responses.find((response) => /^4\d\d$/.test(response.status));
  return [...refusals, other?.status ?? '400'];
}

/** Text that a header can hold. */
function writeHeader(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[^\u0020-\u007e]/g, '?');
}

function withBody(values: RequestValues, { value, mediaType }: { value: unknown; mediaType?: string }): RequestValues {
  return { ...values, body: value, ...(mediaType === undefined ? {} : { mediaType }) };
}

function messageOf({ message }: { message: string }): string {
  return message;
}
