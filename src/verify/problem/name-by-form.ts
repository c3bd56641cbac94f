/** Names a problem by what its clause and its answer tell: the same slip in many places has one name. */
import type { Clause } from '../../contract/clause/clause.ts';
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { isSuccess, type ShownProblem, type StepOutcome } from '../check/outcome.ts';
import { type Cause, MANY } from './cause.ts';

export interface NamedByForm {
  contract: Contract;
  clauses: ReadonlyMap<string, Clause>;
}

/** The name of the problem's cause; `kind` where it is another than the problem's own. */
export function nameByForm(
  { problem, outcome, step }: ShownProblem,
  { clauses }: NamedByForm,
): Cause['name'] & { kind?: ProblemKind } {
  const sent = outcome.steps[step];
  const clause = clauses.get(problem.clause);
  const own = { clause: problem.clause, at: [] };
  if (!sent || problem.ofRun) return own;
  switch (problem.kind) {
    case 'content-type':
    case 'not-json':
      return { clause: MANY, at: ['type', mediaTypeOf(sent), isSuccess(sent) ? 'success' : 'refusal'] };
    case 'undocumented-status':
      return { clause: MANY, at: ['status', String(sent.exchange.response?.status)] };
    case 'stack-trace':
      return { clause: MANY, at: ['stack-trace'] };
    case 'body-schema':
      return clause ? nameOfSchema(sent, clause) : own;
    case 'accepted-invalid':
      return clause?.subject === 'request' ? nameOfBreakage(sent, clause) : own;
    case 'echo-broken':
      return {
        clause: MANY,
        at: [outcome.case.operation.id, ...nameOfEcho(problem.expected, problem.actual, problem.clause)],
      };
    default:
      return own;
  }
}

function mediaTypeOf({ exchange }: StepOutcome): string {
  return String(exchange.response?.headers['content-type'] ?? 'none')
    .split(';')[0]!
    .trim()
    .toLowerCase();
}

/** By the schema's place: many answers may refer to it. What writes refusals is mostly one thing, known by the members that it writes. */
function nameOfSchema(sent: StepOutcome, { at, kind, pointer }: Clause): Cause['name'] {
  if (isSuccess(sent)) return { clause: MANY, at: ['schema', pointer] };
  const value = sent.json?.value;
  const members =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).sort() : [typeOf(value)];
  const isOfShape = ofShape.has(kind) || at.length < 2;
  return { clause: MANY, at: isOfShape ? ['refusal', ...members] : ['refusal', at.slice(1).join('/'), kind] };
}

const ofShape: ReadonlySet<string> = new Set(['required', 'additionalProperties', 'unevaluatedProperties']);

/** By what is not looked at: a type for another, or one keyword. */
function nameOfBreakage(sent: StepOutcome, { at, kind, value }: Clause): Cause['name'] {
  if (at.length < 2 && at[0] === 'body') return { clause: MANY, at: ['body', sent.step.form.raw ? 'bytes' : kind] };
  const place = at.map((token) => (token === '[]' ? '0' : token));
  if (kind !== 'type') return { clause: MANY, at: ['keyword', kind] };
  return { clause: MANY, at: ['type', typeOf(valueAt(sent.step.values, place)), [value].flat().join(' ')] };
}

/** The JSON type of a value. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value === undefined ? 'nothing' : typeof value;
}

/** Both as JSON, shortened. A text that is changed in one way in every member is changed in one place of the server. */
function nameOfEcho(expected: string, actual: string, clause: string): string[] {
  const [wanted, came] = [textOf(expected), textOf(actual)];
  if (wanted === undefined || came === undefined || wanted === '') return [clause];
  if (came === wanted.trim()) return ['trimmed'];
  if (came === wanted.toLowerCase()) return ['lower case'];
  if (came === wanted.toUpperCase()) return ['upper case'];
  if (came === wanted.normalize('NFC')) return ['normalized'];
  return [clause];
}

function textOf(json: string): string | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
