/** Answers requests by the contract, without HTTP: judges the request, lets Prism choose, fills the answer. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { judgeRequest, type RequestValues, type RequestViolation } from '../../contract/zone-of.ts';
import type { Negotiate } from '../engine/negotiate.ts';
import { isForced } from '../request/preference.ts';
import type { MockRequest } from '../request/read-request.ts';
import type { State } from '../state/state.ts';
import type { Answer, Responder } from './answer.ts';
import { createScenarios, headersOf, namedExample, type Chosen } from './choose-scenario.ts';
import { createFixtures, createHeaders, type FixtureSettings } from './make-fixture.ts';
import { createRefusals, refusalsFor } from './refuse.ts';
import { createSuccessBody } from './success-body.ts';

export interface ResponderSettings extends Omit<FixtureSettings, 'nextSerial'> {
  negotiate: Negotiate;
  state: State;
  dynamic: boolean;
  /** The scenario that answers where the client asks for nothing. */
  scenario?: () => string | undefined;
}

export function createResponder(contract: Contract, settings: ResponderSettings): Responder {
  const { negotiate, state } = settings;
  const fixture = createFixtures(contract, { ...settings, nextSerial: () => state.nextSerial() });
  const scenarios = createScenarios(contract, settings);
  const makeHeaders = createHeaders(fixture);
  const refuseWith = createRefusals(contract, { negotiate, fixture, makeHeaders });
  const successBody = createSuccessBody(contract, fixture);

  function accept(operation: Operation, { request, values, chosen, doubts }: Accepted): Answer {
    const { wanted, scenario } = chosen;
    const named = namedExample(operation, wanted, scenario);
    const preference = settings.dynamic ? { dynamic: true, ...named } : named;
    const negotiated = negotiate(operation, { accept: request.accept, preference });
    if ('reason' in negotiated)
      return refuseWith([String(negotiated.status)], [{ message: negotiated.reason }], operation);
    const { status, mediaType } = negotiated;
    const { body, broken } = successBody({ operation, negotiated, request: values, preference });
    // What an open request makes the answer repeat may be more than the answer's schema allows.
    if (broken.length > 0) return refuseWith(refusalsFor(operation), broken, operation);
    if (scenario) scenarios.setUp(operation, scenario);
    if (!isForced(preference) && status < 300) {
      const taken = state.claim({ operation, request: values, response: body });
      if (taken.length > 0) return { ...refuseWith(refusalsFor(operation), taken, operation), violations: taken };
    }
    const headers = makeHeaders(operation, status);
    return {
      status,
      mediaType,
      headers: scenario ? { ...headers, ...headersOf(scenario) } : headers,
      body,
      reasons: doubts.map(({ message }) => message),
      violations: [],
      doubts,
      refused: false,
      scenario: scenario?.name,
      applied: request.preference,
    };
  }

  return {
    refuse: (status, message, operation) => refuseWith([String(status)], [{ message }], operation),
    respond(operation, request) {
      const { body, values: parameters, preference } = request;
      const chosen = scenarios.choose(operation, preference);
      // What the document does not know comes from before the operation: nothing was read then, and nothing judged.
      if (chosen.scenario?.undocumented)
        return accept(operation, { request, values: parameters, chosen, doubts: [] });
      if (body.kind === 'refused') return refuseWith(refusalsFor(operation, body.status), [body], operation);
      const values = body.kind === 'value' ? withBody(parameters, body) : parameters;
      const { zone, violations } = judgeRequest(contract, operation, values);
      if (zone === 'invalid') return { ...refuseWith(refusalsFor(operation), violations, operation), violations };
      return accept(operation, { request, values, chosen, doubts: violations });
    },
  };
}

/** A request that gets its answer, with what only the expected domain says against it. */
interface Accepted {
  request: MockRequest;
  /** With the body among them. */
  values: RequestValues;
  chosen: Chosen;
  doubts: readonly RequestViolation[];
}

function withBody(values: RequestValues, { value, mediaType }: { value: unknown; mediaType?: string }): RequestValues {
  return { ...values, body: value, ...(mediaType === undefined ? {} : { mediaType }) };
}
