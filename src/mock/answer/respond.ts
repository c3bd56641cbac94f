/** Answers requests by the contract, without HTTP: judges the request, lets Prism choose, fills the answer. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Violation } from '../../contract/violation.ts';
import { judgeRequest, type RequestValues, type RequestViolation } from '../../contract/zone-of.ts';
import type { Negotiate, Negotiated } from '../engine/negotiate.ts';
import { isForced, type Preference } from '../request/preference.ts';
import type { State } from '../state/state.ts';
import type { Answer, MockRequest, Responder } from './answer.ts';
import { createScenarios, headersOf, namedExample } from './choose-scenario.ts';
import { createFixtures, createHeaders, type FixtureSettings } from './make-fixture.ts';
import { createRefusals, refusalsFor } from './refuse.ts';
import { createSuccessBody, nodeOf } from './success-body.ts';

export interface ResponderSettings extends Omit<FixtureSettings, 'nextSerial'> {
  negotiate: Negotiate;
  state: State;
  dynamic: boolean;
  /** The scenario that answers where the client asks for nothing. */
  scenario?: () => string | undefined;
}

/** How often a made-up answer that breaks its schema is made anew. */
const TRIES = 5;

export function createResponder(contract: Contract, settings: ResponderSettings): Responder {
  const { negotiate, state } = settings;
  const fixture = createFixtures(contract, { ...settings, nextSerial: () => state.nextSerial() });
  const scenarios = createScenarios(contract, settings);
  const makeHeaders = createHeaders(fixture);
  const refuseWith = createRefusals(contract, { negotiate, fixture, makeHeaders });
  const successBody = createSuccessBody(contract, fixture);

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

function withBody(values: RequestValues, { value, mediaType }: { value: unknown; mediaType?: string }): RequestValues {
  return { ...values, body: value, ...(mediaType === undefined ? {} : { mediaType }) };
}

function messageOf({ message }: { message: string }): string {
  return message;
}
