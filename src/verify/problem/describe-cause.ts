/** The sentence of a problem: what is wrong, and the members, or the shape of the request, that set it off. */
import type { Clause } from '../../contract/clause/clause.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import type { CaseOutcome, CaseProblem, ShownProblem } from '../check/outcome.ts';
import type { Run } from '../run/prepare-run.ts';
import type { Cause } from './cause.ts';
import { type Feature, findFeatures, isAnywhere, isSameFeature, phrasesOfSorts } from './feature.ts';
import { searched } from './find-causes.ts';
import { typeOf } from './name-by-form.ts';
import { ownStep } from './shrink-case.ts';

/** What the sentence is made from: the problem as its smallest request shows it. */
interface Shown {
  problem: CaseProblem;
  outcome: CaseOutcome;
}

export function describeCause(run: Run, cause: Cause, { problem, outcome }: Shown): string {
  const { message, ofRun, ofSequence } = problem;
  if (ofRun || ofSequence) return message;
  const { operation, sentence, zone } = outcome.case;
  const members = searched.has(cause.kind) ? membersOf(run, cause) : [];
  const [feature, ...others] = cause.features;
  if (feature && others.length === 0 && searched.has(cause.kind))
    return `${message} ${describeFeature(feature, { members, outcome, contentTypes: contentTypesOf(cause) })}`;
  if (others.length > 0 && cause.shrunk?.together && searched.has(cause.kind))
    return `${message} where ${listNames(cause.features.map(({ at = [] }) => formatMember(at.slice(1))))} come together, whatever they hold`;
  const many = describeMany(run, cause);
  if (many !== undefined) return many;
  if (cause.isOfMemory && cause.kind === 'refused-valid')
    return `${message}, though others like it were accepted (${sentence})`;
  if (
    cause.shrunk &&
    !cause.isOfMemory &&
    cause.features.length === 0 &&
    searched.has(cause.kind) &&
    (zone !== 'valid' || cause.isOfAll) &&
    isPlain(run, outcome)
  )
    return `${message}: ${zone === 'valid' ? 'every' : 'even the plainest'} request to ${listNames(operationsOf(cause, operation.id))}`;
  if (message.includes('request')) return `${message} (${sentence})`;
  return zone === 'open' || isGeneral(cause.kind) ? `${message}: a request ${sentence}` : message;
}

function operationsOf({ problems }: Cause, first: string): string[] {
  return [...new Set([first, ...problems.map(({ outcome: { case: each } }) => each.operation.id)])];
}

/** Kinds of problem whose sentence says nothing of the request. */
function isGeneral(kind: ProblemKind): boolean {
  return searched.has(kind) || kind === 'undocumented-status' || kind === 'not-json';
}

/** Whether nothing is particular about the request that is left. */
function isPlain({ contract, plan }: Run, { case: each }: CaseOutcome): boolean {
  const own = ownStep(each);
  const plain = plan.plain(each.operation.id);
  return (
    own !== undefined &&
    plain !== undefined &&
    findFeatures(own, { contract, operation: each.operation, plain }).length === 0
  );
}

function describeFeature(
  { sort, phrase, at, value }: Feature,
  {
    members,
    outcome,
    contentTypes,
  }: { members: readonly string[]; outcome: CaseOutcome; contentTypes: readonly string[] },
): string {
  if (sort === 'presence') return `because of ${formatMember(at?.slice(1) ?? [])}, whatever it holds`;
  if (sort === 'absence')
    return `where ${formatMember(at?.slice(1) ?? [])} is missing, though the document says that it is optional`;
  if (sort === 'content-type') return `because of its content type: ${listNames(contentTypes)}`;
  if (sort.startsWith('form')) return `(${outcome.case.sentence})`;
  if (sort === 'root') return `(${outcome.case.sentence})`;
  if (!at || sort.startsWith('member ')) return `because of ${phrase}`;
  if (members.length > 1) return `because of ${phrasesOfSorts[sort] ?? 'values'} in ${listNames(members)}`;
  return `because of ${formatMember(at.slice(1))}: ${quoteValue(value)}`;
}

/** As they were sent. */
function contentTypesOf({ problems }: Cause): string[] {
  const types = problems.map(({ outcome, step }) => outcome.steps[step]?.step.form.contentType);
  return [...new Set(types.flatMap((type) => (type === undefined ? [] : [type ?? 'none'])))].sort();
}

/** The members that set it off by themselves, each in a request that has nothing else of that sort. */
function membersOf({ contract, plan }: Run, { problems, features: [feature] }: Cause): string[] {
  if (!feature || !isAnywhere(feature)) return [];
  const names = problems.flatMap(({ outcome, step }: ShownProblem) => {
    const { operation } = outcome.case;
    const sent = outcome.steps[step];
    const plain = plan.plain(operation.id);
    if (!sent || !plain) return [];
    const alike = findFeatures(sent.step, { contract, operation, plain }).filter((other) =>
      isSameFeature(feature, other),
    );
    return alike.length === 1 && alike[0]?.at ? [formatMember(alike[0].at.slice(1))] : [];
  });
  return [...new Set(feature.at ? [formatMember(feature.at.slice(1)), ...names] : names)];
}

/** What is alike in several clauses, with the members; undefined where there is one clause, or nothing is to be said of several. */
export function describeMany({ clauses }: Pick<Run, 'clauses'>, cause: Cause): string | undefined {
  const { problems, name } = cause;
  const own = [...new Set(problems.map(({ problem }) => problem.clause))].flatMap((id) => clauses.find(id) ?? []);
  const operations = [...new Set(own.map(({ operation }) => operation))];
  const at = placesOf(own.filter(({ subject }) => subject !== 'response'));
  const [sort = ''] = name.at;
  if (sort === 'type' && (cause.kind === 'not-json' || cause.kind === 'content-type')) {
    const [, mediaType] = name.at;
    const answers = name.at[2] === 'success' ? 'answers' : 'refusals';
    if (own.length < 2) return undefined;
    const what = mediaType === 'none' ? `${answers} do not say what type they are` : `${answers} are ${mediaType}`;
    return `${what}${cause.kind === 'not-json' ? ' and not JSON' : ''}${inOperations(operations)}`;
  }
  const isOfTypes = cause.kind === 'accepted-invalid' && sort === 'type' && name.at[1]?.includes(' ');
  if (own.length < 2 && !isOfTypes) return undefined;
  if (sort === 'unread')
    return `the body of ${name.at[1]} is not read: whatever is sent is accepted, even what is no JSON`;
  if (sort === 'spelling') return `members are taken under other spellings of their names: ${at}`;
  if (sort === 'unknown-member')
    return `what members bring that the document does not know comes back${inOperations(operations)}`;
  if (cause.kind === 'accepted-invalid' && sort === 'parameter') {
    const rules = [...new Set(own.filter(({ subject }) => subject === 'request').map(({ kind }) => kind))];
    if (name.at[1] === 'security') return `credentials are not checked as documented${inOperations(operations)}`;
    return `${name.at[2]} in the ${name.at[1]} is not checked as documented (${listNames(rules)})${inOperations(operations)}`;
  }
  if (cause.kind === 'accepted-invalid') {
    const isOfBodies = own.every((clause) => clause.subject === 'response' || clause.at.length === 1);
    return `${describeBreakage(cause, own)}${isOfBodies ? inOperations(operations) : `: ${at}`}`;
  }
  if (cause.kind === 'echo-broken') return `texts do not come back as they were sent (${name.at[1]}): ${at}`;
  if (cause.kind === 'undocumented-status' && operations.length > 1)
    return `${sort === 'status' ? name.at[1] : ''} is not documented${inOperations(operations)}`;
  if (cause.kind === 'body-schema') {
    const [first] = problems;
    return sort === 'refusal'
      ? `refusals have another shape than the documented one (${first?.problem.message})${inOperations(operations)}`
      : `${first?.problem.message}${inOperations(operations)}`;
  }
  return undefined;
}

/** `texts, numbers and null` */
function nameTypes(types: string): string {
  return listNames(types.split(' ').map((type) => plurals[type] ?? type));
}

function describeBreakage({ name: { at }, problems }: Cause, [clause]: readonly Clause[]): string {
  const [sort, first = '', second = ''] = at;
  if (sort === 'type') {
    const wanted = second.split(' ').map((type) => plurals[type] ?? type);
    return `${nameTypes(first)} ${first === 'null' ? 'is' : 'are'} taken for ${wanted.join(' or ')}`;
  }
  if (sort === 'body') return 'bodies that are no valid JSON object are accepted';
  const sent = problems[0] && valueAt(problems[0].outcome.steps[problems[0].step]?.step.values, clause?.at ?? []);
  return keywords[first] ?? `invalid values are accepted, against their ${first} (${typeOf(sent)})`;
}

const plurals: Readonly<Record<string, string>> = {
  string: 'texts',
  number: 'numbers',
  integer: 'whole numbers',
  boolean: 'true and false',
  array: 'lists',
  object: 'objects',
  null: 'null',
  nothing: 'absent values',
};

const keywords: Readonly<Record<string, string>> = {
  required: 'requests without required members are accepted',
  minLength: 'texts that are too short are accepted',
  maxLength: 'texts that are too long are accepted',
  minimum: 'numbers that are too small are accepted',
  exclusiveMinimum: 'numbers that are too small are accepted',
  maximum: 'numbers that are too large are accepted',
  exclusiveMaximum: 'numbers that are too large are accepted',
  enum: 'values that are not listed are accepted',
  const: 'other values than the only one are accepted',
  pattern: 'texts against their pattern are accepted',
  format: 'texts against their format are accepted',
  minItems: 'lists that are too short are accepted',
  maxItems: 'lists that are too long are accepted',
  uniqueItems: 'lists with an item twice are accepted',
  minProperties: 'objects with too few members are accepted',
  maxProperties: 'objects with too many members are accepted',
  additionalProperties: 'members that the document forbids are accepted',
};

/** `title, note (addBook), name (addShelf)` */
function placesOf(clauses: readonly Clause[]): string {
  const byOperation = Map.groupBy(clauses, ({ operation }) => operation);
  return [...byOperation]
    .map(([operation, own]) => `${listNames([...new Set(own.map(nameOfPlace))])} (${operation})`)
    .join('; ');
}

function nameOfPlace({ at, kind, value }: Clause): string {
  const tokens = kind === 'required' && typeof value === 'string' && at.at(-1) !== value ? [...at, value] : at;
  return formatMember(tokens.slice(1)) || `the ${tokens[0]}`;
}

function inOperations(operations: readonly string[]): string {
  return operations.length === 0 ? '' : `: ${listNames(operations)}`;
}

/** Names that a sentence lists; of more it says how many. */
const LISTED = 8;

function listNames(names: readonly string[]): string {
  const left = names.length - LISTED;
  if (left > 1) return `${names.slice(0, LISTED).join(', ')} and ${left} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Longest value that a sentence repeats, in characters. */
const LONGEST_VALUE = 60;

function quoteValue(value: unknown): string {
  const characters = [...(JSON.stringify(value) ?? 'absent')];
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE).join('')}…` : characters.join('');
}
