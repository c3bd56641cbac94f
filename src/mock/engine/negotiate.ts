/** Which documented answer a request gets: an engine decides, Prism in the server. */
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { prismDocument } from '../../contract/schema/prism-document.ts';
import type { Preference } from '../request/preference.ts';
import type { Engine, EngineChoice, EngineOperation } from './engine.ts';

/** What decides about the answer, and nothing else does: so that the decision can be kept. */
export interface NegotiationRequest {
  /** Statuses that a refusal may have, the most fitting first; absent for a request that is accepted. */
  refuseWith?: readonly string[];
  accept?: string | undefined;
  preference: Preference;
}

/** The chosen answer; `example` is the document's own, where it has one. */
export interface Negotiated {
  status: number;
  mediaType?: string;
  example?: { value: unknown } | undefined;
}

/** The document has no answer that the request would take. */
export interface Unanswerable {
  status: number;
  reason: string;
}

export type Negotiate = (operation: Operation, request: NegotiationRequest) => Negotiated | Unanswerable;

/** Decisions that are kept per operation, and the longest wish of which one is; a client that varies `Accept` without end does not grow the process. */
const KEPT_DECISIONS = 200;
const LONGEST_KEPT = 300;

/** A negotiator for a contract. The engine decides each kind of request once; what it decided is kept. */
export function createNegotiator(contract: Contract, engine: () => Engine): Negotiate {
  const kept = new WeakMap<Operation, Map<string | undefined, Negotiated | Unanswerable>>();
  const operations = new Map<string, EngineOperation>();

  /** Scenarios become examples only when one is asked for by name: else the first would answer everything. */
  function readOperation(operation: Operation, { example }: Preference): EngineOperation {
    const key = `${operation.id}${example === undefined ? '' : ' with scenarios'}`;
    const known = operations.get(key);
    if (known) return known;
    const scenarios = example === undefined ? [] : (contract.scenarios.get(operation.id) ?? []);
    const made = engine().readOperation(prismDocument(contract, operation, { scenarios }));
    operations.set(key, made);
    return made;
  }

  return (operation, request) => {
    if (operation.responses.length === 0 && request.preference.example === undefined) return answerUnsaid(request);
    let decisions = kept.get(operation);
    if (!decisions) kept.set(operation, (decisions = new Map()));
    const key = keyOf(request);
    const known = decisions.get(key);
    if (known) return known;
    const decided = asFinal(decide(engine(), readOperation(operation, request.preference), request));
    if (decisions.size >= KEPT_DECISIONS) decisions.clear();
    if ((key?.length ?? 0) <= LONGEST_KEPT) decisions.set(key, decided);
    return decided;
  };
}

/** Where a document says nothing of answers (OpenAPI 3.1 allows that), there is one all the same. */
function answerUnsaid({ refuseWith }: NegotiationRequest): Negotiated {
  return { status: refuseWith ? Number(refuseWith.at(-1)) : 200 };
}

/** An interim answer (RFC 9110, 15.2) is followed by a final one, which is what a client waits for. */
function asFinal(decided: Negotiated | Unanswerable): Negotiated | Unanswerable {
  return decided.status < 200 ? { status: 200 } : decided;
}

/** Most requests ask for nothing but a media type, or not even that. No header holds a line break, so the other keys are none's. */
function keyOf({ refuseWith, accept, preference }: NegotiationRequest): string | undefined {
  const { code, example, dynamic } = preference;
  if (!refuseWith && code === undefined && example === undefined && dynamic === undefined) return accept;
  return `\n${JSON.stringify([refuseWith, accept, code, example, dynamic])}`;
}

function decide(engine: Engine, operation: EngineOperation, request: NegotiationRequest): Negotiated | Unanswerable {
  const { refuseWith, preference } = request;
  const accepted = readAccept(request.accept);
  const answer = (dynamic: boolean) =>
    engine.negotiateAnswer(operation, {
      dynamic,
      ...(preference.code === undefined ? {} : { code: preference.code }),
      ...(preference.example === undefined ? {} : { exampleKey: preference.example }),
      // Prism keeps and changes what it is given: the list is made anew for every call.
      ...(accepted.length === 0 ? {} : { mediaTypes: [...accepted] }),
    });
  const wanted = refuseWith ? engine.negotiateRefusal(operation, refuseWith) : answer(preference.dynamic ?? false);
  // Without a schema there is nothing to draw from: the document's own example is what there is.
  const outcome = wanted._tag === 'Left' && !refuseWith && preference.dynamic ? answer(false) : wanted;
  return outcome._tag === 'Right' ? readChoice(outcome.right) : explain(outcome.left, operation, request);
}

/** The items of an Accept header without empty parameters, which mean nothing; what is no media range is left out, since Prism fails on it. */
function readAccept(header = ''): string[] {
  const items = header.split(',').map((item) => {
    const parts = item.split(';').map((part) => part.trim());
    return parts.filter((part, index) => index === 0 || part !== '').join('; ');
  });
  return items.filter((item) => mediaRange.test(item));
}

/** RFC 9110, section 12.5.1. */
const mediaRange = /^[\w!#$&^.+*-]+\/[\w!#$&^.+*-]+(?:; [\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[^"\\]*"))*$/;

function readChoice({ code, mediaType, bodyExample }: EngineChoice): Negotiated {
  const value = bodyExample?.value;
  return {
    status: Number.parseInt(code, 10),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(value === undefined ? {} : { example: { value } }),
  };
}

/** Prism's refusals in words that name what the client can ask for instead. */
function explain(
  error: Error & { status?: number },
  { responses }: EngineOperation,
  request: NegotiationRequest,
): Unanswerable {
  const { refuseWith, accept, preference } = request;
  if (refuseWith) return { status: Number(refuseWith.at(-1)), reason: error.message };
  const unacceptable = accept !== undefined && preference.example === undefined && error.status === undefined;
  const status = unacceptable ? 406 : (error.status ?? 404);
  const contents = responses.flatMap((response) => response.contents ?? []);
  if (status === 406)
    return {
      status,
      reason: `no answer can be ${accept}; there is ${listed(contents.map(({ mediaType }) => mediaType))}`,
    };
  if (preference.example !== undefined) {
    const names = contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key));
    return { status, reason: `there is no example "${preference.example}"; there is ${listed(names)}` };
  }
  return {
    status,
    reason: `there is no answer ${preference.code}; there is ${listed(responses.map(({ code }) => code))}`,
  };
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ') || 'none';
}
