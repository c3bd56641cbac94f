/** Names a problem by what its clause and its answer tell: the same slip in many places has one name. */
import type { ClauseIndex } from '../../contract/clause/clause-index.ts';
import type { Clause } from '../../contract/clause/clause.ts';
import { bodyNode, takesForm } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { memberNames } from '../../contract/schema/walk-schema.ts';
import { readJson } from '../../http/value/json.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { judgeRequest } from '../../contract/zone-of.ts';
import type { Run } from '../run/prepare-run.ts';
import { isSuccess, type ShownProblem, type StepOutcome } from '../check/outcome.ts';
import { type Cause, MANY } from './cause.ts';

/** Each problem as a cause by itself; those of one cause have one name. */
export function nameByForm(
  { contract, clauses }: Pick<Run, 'contract' | 'clauses'>,
  shown: readonly ShownProblem[],
): Cause[] {
  const unread = new Set(shown.filter(takesAnyBytes).map(({ outcome: { case: each } }) => each.operation.id));
  const named = shown.map((each) => ({
    each,
    name: nameOf(each, { clause: clauses.find(each.problem.clause), unread }),
  }));
  const names = new Set(named.map(({ name }) => JSON.stringify(name)));
  const settled = named.map(({ each, name }) => {
    if (each.problem.kind !== 'accepted-invalid' || name.clause === MANY) return { each, name };
    const others = brokenNames(each, { contract, clauses });
    return { each, name: others.find((other) => names.has(JSON.stringify(other))) ?? name };
  });
  const slips = uniteTypes(named);
  const open = operationsTakingUnknown(named);
  return settled.map(({ each, name }) => {
    const { operation } = each.outcome.case;
    const isUnknown = name.at[0] === 'unknown-member' || (name.at[0] === 'spelling' && isForbidden(each, clauses));
    // Whoever takes members that are forbidden takes them in any spelling, and some come back.
    const forbidden = isUnknown ? open.get(operation.id) : undefined;
    return {
      kind: forbidden ? 'accepted-invalid' : each.problem.kind,
      name: forbidden ?? ((each.problem.kind === 'accepted-invalid' && slips.get(JSON.stringify(name))) || name),
      problems: [each],
      clauses: [],
      features: [],
    };
  });
}

/** Operations that accept members which the document forbids, with the name of that. */
function operationsTakingUnknown(named: readonly Named[]): Map<string, Cause['name']> {
  const taking = named.filter(
    ({ each, name: { at } }) =>
      each.problem.kind === 'accepted-invalid' && at[0] === 'keyword' && forbidding.has(at[1] ?? ''),
  );
  return new Map(taking.map(({ each, name }) => [each.outcome.case.operation.id, name]));
}

function isForbidden({ problem }: ShownProblem, clauses: ClauseIndex): boolean {
  return forbidding.has(clauses.find(problem.clause)?.kind ?? '');
}

/** Kinds of clause that forbid what a document does not name. */
const forbidding: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);

/** A problem, with the name that it has by itself. */
interface Named {
  each: ShownProblem;
  name: Cause['name'];
}

/** What the same members take for one type is one slip, whatever it is: nobody looks at their type. By names, those of all of it. */
function uniteTypes(named: readonly Named[]): Map<string, Cause['name']> {
  const taken = named.filter(({ each, name }) => each.problem.kind === 'accepted-invalid' && name.at[0] === 'type');
  const byName = [...Map.groupBy(taken, ({ name }) => JSON.stringify(name))].map(([key, own]) => ({
    key,
    types: own[0]?.name.at ?? [],
    clauses: [...new Set(own.map(({ each }) => each.problem.clause))].sort().join(' '),
  }));
  const bySlip = Map.groupBy(byName, ({ types: [, , wanted], clauses }) => `${wanted}: ${clauses}`);
  return new Map(
    [...bySlip.values()].flatMap((own) => {
      const sent = own.map(({ types }) => types[1]).sort();
      const name = { clause: MANY, at: ['type', sent.join(' '), own[0]?.types[2] ?? ''] };
      return own.map(({ key }) => [key, name] as const);
    }),
  );
}

/** What would be the names of a problem whose request breaks several clauses, were each broken alone. */
function brokenNames(
  { outcome, step }: ShownProblem,
  { contract, clauses }: Pick<Run, 'contract' | 'clauses'>,
): Cause['name'][] {
  const sent = outcome.steps[step];
  if (!sent) return [];
  const { operation } = sent;
  return judgeRequest(contract, operation, sent.step.values).violations.flatMap(({ in: part, at, keyword }) => {
    const place = [part, ...at].join('/').replaceAll(/\/\d+(?=\/|$)/g, '/[]');
    const clause = clauses
      .of(operation.id)
      .find((each) => each.subject === 'request' && each.kind === keyword && each.at.join('/') === place);
    return clause ? [nameOfBreakage(sent, clause)] : [];
  });
}

/** Whether what does not even begin as JSON was accepted where JSON is demanded: nobody read it. */
function takesAnyBytes({ problem, outcome, step }: ShownProblem): boolean {
  const sent = outcome.steps[step];
  const { raw } = sent?.step.form ?? {};
  return (
    problem.kind === 'accepted-invalid' &&
    raw !== undefined &&
    raw.length > 0 &&
    !takesForm(outcome.case.operation) &&
    !/^\s*[[{"\d]/.test(raw.toString('latin1')) &&
    !readJson(raw)
  );
}

/** What is known beside the problem itself: its clause, and the operations that read no body. */
interface Beside {
  clause: Clause | undefined;
  unread: ReadonlySet<string>;
}

function nameOf({ problem, outcome, step }: ShownProblem, { clause, unread }: Beside): Cause['name'] {
  const sent = outcome.steps[step];
  const own = { clause: problem.clause, at: [] };
  if (!sent || problem.ofRun || problem.ofSequence) return own;
  switch (problem.kind) {
    case 'content-type':
    case 'not-json':
      return { clause: MANY, at: ['type', mediaTypeOf(sent), isSuccess(sent) ? 'success' : 'refusal'] };
    case 'undocumented-status':
      return { clause: MANY, at: ['status', String(sent.exchange.response?.status)] };
    case 'nesting-limit':
      return { clause: MANY, at: ['nesting-limit'] };
    case 'leak':
      return sent.step.foreign ? { clause: MANY, at: ['unknown-member'] } : own;
    case 'stack-trace':
      return { clause: MANY, at: ['stack-trace'] };
    case 'body-schema':
      return clause ? nameOfSchema(sent, clause) : own;
    case 'accepted-invalid':
      if (unread.has(sent.operation.id) && (clause?.at[0] === 'body' || clause?.subject !== 'request'))
        return { clause: MANY, at: ['unread', sent.operation.id] };
      if (clause && ofNames.has(clause.kind) && isRespelt(sent)) return { clause: MANY, at: ['spelling'] };
      return clause?.subject === 'request' ? nameOfBreakage(sent, clause) : own;
    case 'echo-broken': {
      const change = changeOfEcho(problem.expected, problem.actual);
      return change === undefined ? own : { clause: MANY, at: [outcome.case.operation.id, change] };
    }
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

/** Kinds of clause about which members there are. */
const ofNames: ReadonlySet<string> = new Set(['required', ...forbidding]);

/** Whether every member of the body that the document does not know is one that it knows in another spelling. */
function isRespelt({ contract, operation, step: { values } }: StepOutcome): boolean {
  const node = bodyNode(operation);
  if (!node || !isSchemaObject(values.body)) return false;
  const known = memberNames(contract.document, node);
  const spellings = new Set(known.map(withoutCase));
  const others = Object.keys(values.body).filter((name) => !known.includes(name));
  return others.length > 0 && others.every((name) => spellings.has(withoutCase(name)));
}

function withoutCase(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

/** By what is not looked at: a parameter, which on the way is a text whatever it is; in the body a type for another, or one keyword. */
function nameOfBreakage(sent: StepOutcome, { at, kind, value }: Clause): Cause['name'] {
  if (at[0] !== 'body') return { clause: MANY, at: ['parameter', ...at.slice(0, 2)] };
  if (at.length < 2 && (sent.step.form.raw || kind === 'type'))
    return { clause: MANY, at: ['body', sent.step.form.raw ? 'bytes' : kind] };
  const place = at.map((token) => (token === '[]' ? '0' : token));
  if (kind !== 'type') return { clause: MANY, at: ['keyword', kind] };
  return { clause: MANY, at: ['type', typeOf(valueAt(sent.step.values, place)), documentedTypes(value)] };
}

/** What may be null is mostly something else. */
function documentedTypes(value: unknown): string {
  const types = [value].flat();
  return types.filter((type) => types.length === 1 || type !== 'null').join(' ');
}

/** The JSON type of a value. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return value === undefined ? 'nothing' : typeof value;
}

/** What became of a text, both as JSON: what is done in one way to every member is done in one place of the server. */
function changeOfEcho(expected: string, actual: string): string | undefined {
  const [wanted, came] = [textOf(expected), textOf(actual)];
  if (wanted === undefined || came === undefined || wanted === '') return undefined;
  if (came === wanted.trim()) return 'trimmed';
  if (came === wanted.toLowerCase()) return 'in lower case';
  if (came === wanted.toUpperCase()) return 'in upper case';
  return came === wanted.normalize('NFC') ? 'normalized' : undefined;
}

function textOf(json: string): string | undefined {
  try {
    const value = JSON.parse(json) as unknown;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
