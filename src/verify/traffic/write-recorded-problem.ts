/** Writes what recorded exchanges show down as a problem: with the entries that show it, and the first of them. */
import { isUtf8 } from 'node:buffer';
import type { ClauseIndex } from '../../contract/clause/clause-index.ts';
import type { Contract } from '../../contract/contract.ts';
import { describePlace } from '../../errors.ts';
import { isSecretName } from '../../http/display/secret-name.ts';
import { hideMembers } from '../../http/har/secret-values.ts';
import { describeExchange, type ReportedExchange } from '../../http/display/describe-exchange.ts';
import type { Redactor } from '../../http/display/redactor.ts';
import { variableOf, writeCurl } from '../../http/display/write-curl.ts';
import { problemId } from '../../verdict/problem-id.ts';
import type { Problem } from '../../verdict/report.ts';
import type { ShownProblem, StepOutcome } from '../check/outcome.ts';
import { type Cause, clausesOfCause } from '../problem/cause.ts';
import { blamedPlace } from '../problem/blamed-place.ts';
import { describeMany } from '../problem/describe-cause.ts';

interface WrittenWith {
  contract: Contract;
  clauses: ClauseIndex;
  redactor: Redactor;
}

export function writeRecordedProblem(cause: Cause, { contract, clauses: known, redactor }: WrittenWith): Problem {
  const [example] = cause.problems as readonly [ShownProblem, ...ShownProblem[]];
  const { problem, outcome } = example;
  const show = (text: string): string => hideMembers(redactor.redact(text));
  const [step] = outcome.steps;
  const at = blamedPlace({ problem, features: [], clause: known.find(problem.clause) });
  const all = clausesOfCause(cause);
  const clauses = [problem.clause, ...all.filter((id) => id !== problem.clause)];
  const source = known.find(problem.clause)?.source ?? { file: contract.file, pointer: '' };
  return {
    id: problemId({ kind: cause.kind, ...cause.name }),
    kind: cause.kind,
    severity: cause.problems.every((each) => each.problem.severity === 'warning') ? 'warning' : 'error',
    clause: problem.clause,
    clauses,
    operations: [...new Set(cause.problems.map(({ outcome: { case: each } }) => each.operation.id))],
    zone: outcome.case.zone,
    message: show(describeMany({ clauses: known }, cause) ?? problem.message),
    expected: show(problem.expected),
    actual: show(problem.actual),
    curl: step ? describeRequest(step, redactor) : '',
    source: { place: describePlace(source), ...(source.page === undefined ? {} : { page: source.page }) },
    case: outcome.case.id,
    count: cause.problems.length,
    cases: cause.problems.map(({ outcome: { case: each } }) => each.id),
    ...(at ? { at } : {}),
    exchanges: outcome.steps.map(({ exchange }) =>
      redactor.redactAll(hideSecrets(describeExchange(exchange, redactor.names))),
    ),
  };
}

/** What a browser sends of itself, and with every request, says nothing of the one. */
const ofBrowser =
  /^(?:sec-|accept-|user-agent$|referer$|origin$|dnt$|priority$|pragma$|cache-control$|connection$|host$|content-length$|upgrade-insecure-requests$|te$)/;

function describeRequest({ exchange: { request } }: StepOutcome, redactor: Redactor): string {
  const headers = Object.entries(request.headers).filter(([name]) => !ofBrowser.test(name));
  const secrets = new Set(headers.map(([name]) => name).filter(isSecretName));
  const sent = {
    ...request,
    url: hideMembers(request.url),
    headers: Object.fromEntries(headers),
    body: request.body === undefined || request.body.length === 0 ? undefined : hideBody(request.body),
  };
  return redactor.redact(writeCurl(sent, secrets));
}

/** What is no text stays as it is: its bytes are not looked into. */
function hideBody(body: Buffer): Buffer {
  return isUtf8(body) ? Buffer.from(hideMembers(body.toString())) : body;
}

/** Without what is secret by its name. */
function hideSecrets({ request, response, failure }: ReportedExchange): ReportedExchange {
  return {
    request: {
      ...request,
      url: hideMembers(request.url),
      headers: hideHeaders(request.headers),
      ...(request.body === undefined ? {} : { body: hideMembers(request.body) }),
    },
    ...(response
      ? { response: { ...response, headers: hideHeaders(response.headers), body: hideMembers(response.body) } }
      : {}),
    ...(failure === undefined ? {} : { failure }),
  };
}

function hideHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? `$${variableOf(name)}` : value]),
  );
}
