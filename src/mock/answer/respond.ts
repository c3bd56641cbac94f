/** Answers requests by the contract, without HTTP: judges the request, lets Prism choose, fills the answer. */
import type { Contract, Scenario } from '../../contract/contract.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { judgeRequest, type RequestViolation } from '../../contract/zone-of.ts';
import { ContractError } from '../../errors.ts';
import type { Negotiate } from '../engine/negotiate.ts';
import type { Preference } from '../request/preference.ts';
import type { Unidentified } from '../request/check-credentials.ts';
import type { MockRequest } from '../request/read-request.ts';
import type { State } from '../state/state.ts';
import type { Answer, Responder } from './answer.ts';
import { createFixtures, createHeaders, type FixtureSettings } from './make-fixture.ts';
import { createRefusals, refusalsFor, refusalsOfRight } from './refuse.ts';
import type { UnknownIds } from '../recall/keep-things.ts';
import { createRecall, type Recall } from '../recall/recall.ts';
import type { RecalledAnswer } from '../recall/recalled.ts';
import { contentFor, createSuccessBody } from './success-body.ts';
import { writeAnswer } from './write-answer.ts';

export interface ResponderSettings extends Omit<FixtureSettings, 'nextSerial'> {
  negotiate: Negotiate;
  state: State;
  dynamic: boolean;
  /** How many made-up things a collection begins with; 3 unless given. */
  items?: number | undefined;
  /** What is done for an identity that was never given: `adopt` unless said otherwise. */
  unknownIds?: UnknownIds | undefined;
  /** Whether requests need the credentials that the document demands; they do unless told otherwise. */
  security?: boolean | undefined;
  /** The scenario that answers where the client asks for nothing. */
  scenario?: () => string | undefined;
}

export function createResponder(contract: Contract, settings: ResponderSettings): Responder {
  const { negotiate, state } = settings;
  const fixture = createFixtures(contract, { ...settings, nextSerial: () => state.nextSerial() });
  const { items = 3, unknownIds = 'adopt', dynamic } = settings;
  const recall: Recall = state.store
    ? createRecall(contract, { store: state.store, fixture, items, unknownIds, dynamic })
    : () => undefined;
  const scenarios = createScenarios(contract, settings);
  const makeHeaders = createHeaders(fixture);
  const refuseWith = createRefusals(contract, { negotiate, fixture, makeHeaders });
  const successBody = createSuccessBody(contract, { fixture, infers: state.store !== undefined });

  function accept(operation: Operation, { request, values, chosen, doubts }: Accepted): Answer {
    const { wanted, scenario } = chosen;
    const named = namedExample(operation, wanted, scenario);
    const preference = settings.dynamic ? { dynamic: true, ...named } : named;
    const recalled = isForced(preference) ? undefined : ifFound(() => recall(operation, values));
    if (recalled?.refusal) return refuseWith(recalled.refusal.statuses, [recalled.refusal], operation);
    const asked = recalled?.code === undefined ? preference : { ...preference, code: recalled.code };
    const negotiated = negotiate(operation, { accept: request.accept, preference: asked });
    if ('reason' in negotiated)
      return refuseWith([String(negotiated.status)], [{ message: negotiated.reason }], operation);
    const { status, mediaType } = negotiated;
    const told: RecalledAnswer = ifFound(() => recalled?.answer?.(negotiated)) ?? { usual: true };
    const made = told.usual ? successBody({ operation, negotiated, request: values, preference }) : told;
    const { body, broken = [] } = made;
    const { refusal, commit } = told;
    if (refusal) return refuseWith(refusal.statuses, [refusal], operation);
    // What an open request makes the answer repeat may be more than the answer's schema allows.
    if (broken.length > 0) return refuseWith(refusalsOfRight(operation), broken, operation);
    if (scenario) scenarios.setUp(operation, scenario);
    if (!isForced(preference) && status < 300) {
      const taken = state.claim({ operation, request: values, response: body });
      if (taken.length > 0) return { ...refuseWith(refusalsOfRight(operation), taken, operation), violations: taken };
    }
    const headers = { ...makeHeaders(operation, status), ...commit?.(state.pairsOf({ operation, request: values })) };
    return {
      status,
      mediaType,
      content: contentFor(operation, negotiated),
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

  /** Where no value was found for the answer, and the document has no example of it, the reason is what it answers. */
  function acceptOrTell(operation: Operation, accepted: Accepted): Answer {
    try {
      return accept(operation, accepted);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      return refuseWith(['501'], [{ message: tellLack(error) }], operation);
    }
  }

  function refuseUnidentified(operation: Operation, { message, challenge }: Unidentified): Answer {
    const refusal = refuseWith(['401'], [{ message }], operation);
    if (challenge === '') return refusal;
    return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': challenge } };
  }

  return {
    write: (answer) => writeAnswer(contract, answer),
    refuse: (status, message, operation) => refuseWith([String(status)], [{ message }], operation),
    respond(operation, request) {
      const { body, values: parameters, preference } = request;
      const chosen = scenarios.choose(operation, preference);
      // What the document does not know comes from before the operation: nothing was read then, and nothing judged.
      if (chosen.scenario?.undocumented)
        return acceptOrTell(operation, { request, values: parameters, chosen, doubts: [] });
      if (request.unidentified && settings.security !== false)
        return refuseUnidentified(operation, request.unidentified);
      if (body.kind === 'refused') return refuseWith(refusalsFor(body.status), [body], operation);
      const values = body.kind === 'value' ? withBody(parameters, body) : parameters;
      const { zone, violations } = judgeRequest(contract, operation, values);
      if (zone === 'invalid') return { ...refuseWith(refusalsFor(), violations, operation), violations };
      return acceptOrTell(operation, { request, values, chosen, doubts: violations });
    },
  };
}

/** A thing for which no value was found is not remembered; the document may have an example of it. */
function ifFound<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return undefined;
  }
}

/** The reason without the path of a file, which is nobody's business on the other side. */
function tellLack({ reason, place, hint }: ContractError): string {
  const where = place === undefined ? '' : ` (#${place.pointer})`;
  return `${reason}${where}${hint === undefined ? '' : `; ${hint}`}`;
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

/** Which scenario answers a request, and what has to be set up for it. */
interface Scenarios {
  choose(operation: Operation, preference: Preference): Chosen;
  /** What a scenario takes for given is carried out, unless it was already. */
  setUp(operation: Operation, scenario: Scenario): void;
}

interface Chosen {
  /** The client's own wish, else the scenario that is switched on, where the operation has one of that name. */
  wanted: Preference;
  /** The scenario that is wanted, where there is one. */
  scenario: Scenario | undefined;
}

interface ScenarioSettings {
  state: State;
  /** The scenario that answers where the client asks for nothing. */
  scenario?: () => string | undefined;
}

/** How far what is given may itself have something given. */
const DEEPEST_GIVEN = 10;

function createScenarios({ scenarios }: Contract, { state, scenario }: ScenarioSettings): Scenarios {
  function find(operation: Operation, name: string): Scenario | undefined {
    return scenarios.get(operation.id)?.find((each) => each.name === name);
  }

  function setUp(operation: Operation, { given }: Scenario, depth: number): void {
    for (const name of depth < DEEPEST_GIVEN ? given : []) {
      const before = find(operation, name);
      if (!before) continue;
      setUp(operation, before, depth + 1);
      const { request, response } = before;
      if (response.status < 300) state.claim({ operation, request, response: response.body });
    }
  }

  return {
    choose(operation, preference) {
      const { example } = preference;
      if (isForced(preference)) {
        return { wanted: preference, scenario: example === undefined ? undefined : find(operation, example) };
      }
      const switched = scenario?.();
      const found = switched === undefined ? undefined : find(operation, switched);
      return { wanted: found ? { ...preference, example: found.name } : preference, scenario: found };
    },
    setUp: (operation, wanted) => setUp(operation, wanted, 0),
  };
}

/** Whether the client asked for one answer, whatever the request and the state say. */
function isForced({ code, example }: Preference): boolean {
  return code !== undefined || example !== undefined;
}

/** The negotiator looks for a named example in one answer only: the name alone tells in which. */
function namedExample(operation: Operation, preference: Preference, scenario: Scenario | undefined): Preference {
  const { code, example } = preference;
  if (example === undefined || code !== undefined) return preference;
  if (scenario) return { ...preference, code: scenario.response.status };
  const holder = operation.responses.find(({ contents }) => contents.some(({ examples }) => examples.has(example)));
  return holder && /^\d{3}$/.test(holder.status) ? { ...preference, code: Number(holder.status) } : preference;
}

/** The headers that the scenario's answer has, names in lower case. */
function headersOf({ response }: Scenario): Answer['headers'] {
  const headers = Object.entries(response.headers ?? {});
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}
