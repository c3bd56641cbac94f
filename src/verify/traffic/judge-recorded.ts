/** Holds one recorded exchange against the contract, as far as a recording tells of it. */
import type { ClauseIndex } from '../../contract/clause/clause-index.ts';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { type Judgement, judgeRequest, type RequestViolation } from '../../contract/zone-of.ts';
import { holdsPlaceholder } from '../../http/har/secret-values.ts';
import { readBody, readValues } from '../../http/value/received-request.ts';
import { statusClause } from '../check/answer-clause.ts';
import { type CaseOutcome, type CaseProblem, isSuccess, type StepOutcome } from '../check/outcome.ts';
import { inspectWatched } from '../judge-watched.ts';
import type { Matched } from './find-base.ts';

export interface RecordedOptions {
  contract: Contract;
  clauses: ClauseIndex;
  /** Whether secrets stand in it as `$NAME`. */
  redacted: boolean;
}

/** The exchange as a case that was carried out. */
export function judgeRecorded(matched: Matched, options: RecordedOptions): CaseOutcome {
  const { exchange, operation } = matched;
  const { contract, clauses } = options;
  const { values, judgement } = judgeRequestOf(matched, options);
  const { request, response, duration } = exchange;
  const { outcome, problems } = inspectWatched({
    contract,
    operation,
    values,
    zone: judgement.zone,
    request: { ...request, body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) },
    response: {
      status: response.status,
      headers: response.headers ?? {},
      body: Buffer.isBuffer(response.body) ? response.body : Buffer.alloc(0),
    },
    broken: false,
    duration,
  });
  const broken = clausesOf(judgement, { clauses, operation: operation.id });
  const found = problems
    .filter((problem) => isRecorded(problem, { matched, outcome, options }))
    .map((problem) => nameInvalid(problem, judgement, broken));
  const refused = judgement.zone === 'invalid' && !isSuccess(outcome) && response.status < 500;
  const seen = refused && found.length === 0 ? [...found, tellClient(judgement, { broken, outcome })] : found;
  return {
    case: {
      id: nameEntry(exchange),
      sentence: `recorded at ${exchange.at}`,
      operation,
      // What is broken alone is what it was refused for.
      aims: refused && judgement.violations.length === 1 ? broken : [],
      zone: judgement.zone,
      steps: [outcome.step],
      connection: 'any',
      phase: 'main',
      tokens: [],
    },
    steps: [response.body === 'unknown' ? withoutBody(outcome) : outcome],
    problems: seen.map((problem) => ({ problem, step: 0 })),
  };
}

/** `entry 12 (2026-11-26T08:15:00.000Z)` */
function nameEntry({ number, at }: Matched['exchange']): string {
  return at === '' ? `entry ${number}` : `entry ${number} (${at})`;
}

/** The zone of the request: where not all of it was recorded, what is not there is not held against it. */
function judgeRequestOf(
  { exchange, operation, path, query }: Matched,
  { contract, redacted }: RecordedOptions,
): { values: RequestValues | undefined; judgement: Judgement } {
  const { headers, body } = exchange.request;
  const read = { path, query, headers };
  const values = readValues(contract, operation, read);
  const parsed = body === 'unknown' ? undefined : readBody(contract, operation, { ...read, bytes: body });
  if (parsed?.kind === 'refused') {
    const [message, at]: [string, string[]] = [parsed.message, []];
    return {
      values: undefined,
      judgement: { zone: 'invalid', violations: [{ in: 'body', at, keyword: 'media-type', message }] },
    };
  }
  const content = parsed?.kind === 'value' ? { body: parsed.value, ...mediaTypeOf(parsed) } : {};
  const all = { ...values, ...content };
  const { zone, violations } = judgeRequest(contract, operation, all);
  const certain = violations.filter((violation) => isCertain(violation, { all, body, headers, redacted }));
  if (zone === 'valid' && body !== 'unknown') return { values: all, judgement: { zone, violations } };
  return {
    values: all,
    judgement: { zone: zone === 'invalid' && certain.length > 0 ? zone : 'open', violations: certain },
  };
}

function mediaTypeOf({ mediaType }: { mediaType?: string }): { mediaType?: string } {
  return mediaType === undefined ? {} : { mediaType };
}

interface Known {
  all: RequestValues;
  body: Matched['exchange']['request']['body'];
  headers: Matched['exchange']['request']['headers'];
  redacted: boolean;
}

/** Browsers leave cookies and credentials out of what they save. */
function isCertain({ in: place, at, keyword }: RequestViolation, { all, body, headers, redacted }: Known): boolean {
  if (place === 'body' && body === 'unknown') return false;
  const isLeftOut = place === 'cookie' || (place === 'header' && hidden.test(at[0] ?? ''));
  if (isLeftOut && keyword === 'required') return false;
  // Of a request without any header there is no telling which it had.
  if (place === 'header' && keyword === 'required' && Object.keys(headers).length === 0) return false;
  return !redacted || !holdsPlaceholder(valueAt(all, [place, ...at]));
}

const hidden = /^(?:cookie|authorization|proxy-authorization|set-cookie)$|token|api-?key|secret/i;

/** Kinds of problem about what is in a body. */
const ofBody: ReadonlySet<string> = new Set(['not-json', 'echo-broken', 'leak', 'stack-trace']);

interface Inspected {
  matched: Matched;
  outcome: StepOutcome;
  options: RecordedOptions;
}

/** Whether what the problem is about was recorded. */
function isRecorded(
  { kind, clause }: CaseProblem,
  { matched: { exchange }, outcome, options: { clauses, redacted } }: Inspected,
): boolean {
  const { headers, body } = exchange.response;
  const about = clauses.find(clause);
  if (headers === undefined && (kind === 'content-type' || about?.at[0] === 'header')) return false;
  if (about?.at[0] === 'header' && about.kind === 'required' && hidden.test(about.at[1] ?? '')) return false;
  if (body === 'unknown') return !ofBody.has(kind) && (kind !== 'body-schema' || about?.at[0] === 'header');
  if (!redacted || kind !== 'body-schema' || about?.at[0] !== 'body') return true;
  return !valuesAt(outcome.json?.value, about.at.slice(1)).some(holdsPlaceholder);
}

/** The values that tokens of a clause lead to: `[]` to any item, `{}` to any member. */
function valuesAt(value: unknown, [token, ...rest]: readonly string[]): unknown[] {
  if (token === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (token === '[]' || token === '{}') return Object.values(value).flatMap((inner) => valuesAt(inner, rest));
  return valuesAt((value as Record<string, unknown>)[token], rest);
}

/** Without the body, so that no clause about it counts as held. */
function withoutBody({ json: _json, content: _content, ...outcome }: StepOutcome): StepOutcome {
  return outcome;
}

/** Ids of the clauses that a request breaks. */
function clausesOf(
  { zone, violations }: Judgement,
  { clauses, operation }: { clauses: ClauseIndex; operation: string },
): string[] {
  if (zone !== 'invalid') return [];
  return violations.flatMap(({ in: part, at, keyword }) => {
    const place = [part, ...at].map((token) => (/^\d+$/.test(token) ? '[]' : token)).join('/');
    const found = clauses
      .of(operation)
      .find((each) => each.subject === 'request' && each.kind === keyword && each.at.join('/') === place);
    return found?.id ?? [];
  });
}

/** What is accepted although a clause forbids it is named by that clause. */
function nameInvalid(problem: CaseProblem, { violations }: Judgement, [clause]: readonly string[]): CaseProblem {
  if (problem.kind !== 'accepted-invalid') return problem;
  const [first] = violations;
  return {
    ...problem,
    ...(clause === undefined ? {} : { clause }),
    message: first === undefined ? problem.message : `${problem.message}: ${first.message}`,
  };
}

/** A client that sends what the contract forbids, and is told so: the server is right, and its user may be, too. */
function tellClient(
  { violations }: Judgement,
  { broken, outcome }: { broken: readonly string[]; outcome: StepOutcome },
): CaseProblem {
  const message = violations.map((violation) => violation.message).join('; ');
  const status = outcome.exchange.response?.status ?? 0;
  return {
    kind: 'invalid-request',
    clause: broken[0] ?? statusClause(outcome),
    message: `the client sent what the document forbids: ${message}`,
    expected: 'a request that the document allows',
    actual: `it was refused with ${status}`,
    severity: 'warning',
  };
}
