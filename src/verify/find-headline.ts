/** One cause that explains a whole run, where there is one. */
import type { Finding, JudgedStep } from './finding.ts';
import { quoteBody } from './quote-body.ts';
import type { ProblemKind } from './problem-kind.ts';
import type { RunFinding } from './judge-run.ts';
import type { CaseOutcome } from './run-cases.ts';

export interface Headline {
  finding: RunFinding;
  /** Kinds of finding that this one explains. */
  explains: ReadonlySet<ProblemKind>;
}

/** Found when no valid request succeeded and all ended alike. */
export function findHeadline(outcomes: readonly CaseOutcome[]): Headline | undefined {
  const valid = outcomes.flatMap((outcome) =>
    outcome.steps.flatMap((judged, step) => (judged.step.expect === 'success' ? [{ outcome, judged, step }] : [])),
  );
  const [first] = valid;
  const statuses = new Set(valid.map(({ judged }) => statusOf(judged)));
  if (!first || valid.length < 2 || statuses.size !== 1) return undefined;
  const status = statusOf(first.judged);
  if (status === undefined || (status >= 200 && status < 300)) return undefined;
  const kind = kindOf(status);
  const own = outcomes
    .flatMap(({ findings }) => findings)
    .find(
      ({ finding }) =>
        finding.kind === 'refused-valid' || finding.kind === 'server-error' || finding.kind === 'redirected',
    );
  const finding: Finding = {
    kind,
    clause: own?.finding.clause ?? `${first.judged.operation.id}.response`,
    message: sentences[kind]?.(status, first.judged) ?? `every valid request ends with ${status}`,
    expected: 'valid requests to succeed',
    actual: `${status} ${first.judged.exchange.response ? quoteBody(first.judged.exchange.response) : ''}`.trim(),
  };
  return { finding: { outcome: first.outcome, finding, step: first.step }, explains: explained };
}

const explained: ReadonlySet<ProblemKind> = new Set([
  'refused-valid',
  'distinct-refused',
  'undocumented-status',
  'server-error',
  'redirected',
]);

function statusOf({ exchange }: JudgedStep): number | undefined {
  return exchange.response?.status;
}

function kindOf(status: number): ProblemKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status >= 300 && status < 400) return 'redirected';
  return status >= 500 ? 'server-error' : 'refuses-everything';
}

const sentences: Partial<Record<ProblemKind, (status: number, judged: JudgedStep) => string>> = {
  unauthorized: (status) =>
    `every request is answered with ${status}: pass credentials with --header 'Authorization: …'`,
  'not-found': (_, { operation }) => `every request is answered with 404: is ${operation.path} below this URL?`,
  redirected: (status, { exchange }) =>
    `every request is redirected (${status}) to ${String(exchange.response?.headers['location'] ?? 'nowhere')}; redirects are not followed`,
  'refuses-everything': (status, { exchange }) =>
    `every valid request is refused: ${status} ${exchange.response ? quoteBody(exchange.response) : ''}`.trim(),
  'server-error': (status, { exchange }) =>
    `every valid request fails: ${status} ${exchange.response ? quoteBody(exchange.response) : ''}`.trim(),
};
