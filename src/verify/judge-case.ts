/** Judges a whole case: each exchange for itself, then what its steps say together. */
import type { Case } from './case.ts';
import type { Finding, JudgedStep } from './finding.ts';
import { judgeExchange } from './judge-exchange.ts';
import type { StepFinding } from './run-cases.ts';

export function judgeCase(each: Case, steps: readonly JudgedStep[]): StepFinding[] {
  const own = steps.flatMap((judged, step) =>
    judgeExchange(judged).map((finding) => ({ finding: aimed(each, finding), step })),
  );
  return [...own, ...judgeRace(each, steps), ...judgeConnection(each, steps)];
}

/** What is accepted although one clause forbids it is named by that clause. */
function aimed({ aims, zone }: Case, finding: Finding): Finding {
  const [clause] = aims;
  return finding.kind === 'accepted-invalid' && zone === 'invalid' && clause !== undefined
    ? { ...finding, clause }
    : finding;
}

/** Of requests that take one value at the same moment, exactly one succeeds. */
function judgeRace({ connection, steps: planned }: Case, steps: readonly JudgedStep[]): StepFinding[] {
  const law = planned[0]?.law;
  if (connection !== 'together' || law === undefined) return [];
  const successes = steps.filter(({ exchange }) => exchange.response && exchange.response.status < 300).length;
  if (successes === 1) return [];
  const finding: Finding = {
    kind: successes > 1 ? 'duplicate-accepted' : 'distinct-refused',
    clause: law,
    message:
      successes > 1
        ? 'requests at the same moment all took one value'
        : 'requests at the same moment kept each other from taking a value',
    expected: `1 of ${steps.length} succeeds`,
    actual: `${successes} of ${steps.length} succeeded`,
  };
  return [{ finding, step: steps.length - 1 }];
}

/** How often a connection may break between requests that follow at once: a server may close one that lies idle. */
const BREAKS = 2;

function judgeConnection({ connection, operation }: Case, steps: readonly JudgedStep[]): StepFinding[] {
  const breaks = steps.filter(({ exchange }) => exchange.reconnected).length;
  if (connection !== 'one' || breaks < BREAKS) return [];
  const finding: Finding = {
    kind: 'connection-lost',
    clause: `${operation.id}.response.${operation.responses[0]?.status ?? 'default'}.status`,
    message: 'the connection breaks between requests that follow each other at once',
    expected: 'a connection that stays open, or an answer that announces its end',
    actual: `it broke ${breaks} times in ${steps.length} requests`,
  };
  return [{ finding, step: steps.findIndex(({ exchange }) => exchange.reconnected) }];
}
