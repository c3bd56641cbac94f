/** A component in a view as a part of other schemas, judged by when these refer to it. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { callRef } from 'ajv/dist/vocabularies/core/ref.js';
import { addEvaluated, type Judge, type MembersSeen, NotPlainError } from './interpret-schema.ts';

/** A schema in a view, both ways made when they are first needed. */
export interface Compiled {
  /** What judges it without Ajv; undefined where only Ajv can. */
  judge: () => Judge | undefined;
  settle: () => Settled;
  /** How many values were judged without Ajv. */
  judged: number;
}

export interface Settled {
  validate?: ValidateFunction;
  complaint?: string;
}

/** A component in a view, compiled when it is first needed: Ajv would compile all that refer to each other one inside the other. */
export interface Part {
  compiled: () => Compiled;
  judge: Judge;
  validate: Validate;
}

/** What Ajv calls for a reference: with the errors and the evaluated members of its last value, as Ajv's own functions have them. */
type Validate = ((data: unknown, context: unknown) => boolean) &
  Partial<Pick<ValidateFunction, 'errors' | 'evaluated'>>;

/** What a part said of a value at a path. */
interface Judged {
  path: string | undefined;
  valid: boolean;
  errors: readonly ErrorObject[] | null;
  evaluated: Evaluated | undefined;
}

type Evaluated = Exclude<ValidateFunction['evaluated'], undefined>;

/** The part is compiled when it is first asked. */
export function makePart(compile: () => Compiled): Part {
  const compiled = once(compile);
  const validate: Validate = (data, context) => {
    const path = (context as { instancePath?: string } | undefined)?.instancePath;
    const before = recall(validate, data) as Judged | undefined;
    if (before && before.path === path) {
      // The branches of a union ask the same of one value: what is wrong with it is told already.
      validate.errors = before.errors?.slice(0, 1) ?? null;
      if (before.evaluated) validate.evaluated = copyEvaluated(before.evaluated);
      return before.valid;
    }
    const inner = compiled().settle().validate;
    const valid = (inner?.call(validate, data, context as Parameters<ValidateFunction>[1]) ?? true) as boolean;
    const errors = inner?.errors ?? null;
    validate.errors = errors;
    if (inner?.evaluated) validate.evaluated = inner.evaluated;
    const judged: Judged = { path, valid, errors, evaluated: inner?.evaluated && copyEvaluated(inner.evaluated) };
    remember(validate, data, judged);
    return valid;
  };
  validate.evaluated = { props: true, items: true, dynamicProps: false, dynamicItems: false };
  return { compiled, judge: judgeOnce(() => compiled().judge()), validate };
}

/** Ajv adds to what it was given. */
function copyEvaluated(evaluated: Evaluated): Evaluated {
  return typeof evaluated.props === 'object' ? { ...evaluated, props: { ...evaluated.props } } : { ...evaluated };
}

/** The branches of a union ask the same of one value. */
function judgeOnce(judgeOf: () => Judge | undefined): Judge {
  const judgeIt: Judge = (data, evaluated) => {
    let known = recall(judgeIt, data) as { valid: boolean; evaluated: MembersSeen | undefined } | undefined;
    if (!known || (evaluated && !known.evaluated)) {
      const judge = judgeOf();
      if (!judge) throw new NotPlainError();
      const own = evaluated && { names: new Set<string>(), all: false };
      known = { valid: judge(data, own), evaluated: own };
      remember(judgeIt, data, known);
    }
    if (evaluated && known.evaluated) addEvaluated(evaluated, known.evaluated);
    return known.valid;
  };
  return judgeIt;
}

/**
 * What was said of a value and its parts, by who said it: items and what an array contains, members and their patterns, branches of a
 * union may all ask the same, twice as often at each level.
 */
let said = new Map<object, Map<unknown, unknown>>();
let size = 0;

/** So much is kept: of a million items, what each is would fill the memory. */
const MOST_SAID = 100_000;

/** What is said of one value is not kept for the next, which may be the same one changed. */
export function beginJudgement(): void {
  if (size > 0) said = new Map();
  size = 0;
}

function recall(by: object, data: unknown): unknown {
  return said.get(by)?.get(data);
}

function remember(by: object, data: unknown, what: unknown): void {
  if (size >= MOST_SAID) beginJudgement();
  const own = said.get(by) ?? new Map<unknown, unknown>();
  if (own.size === 0) said.set(by, own);
  own.set(data, what);
  size += 1;
}

/** What `make` makes, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Has an Ajv call the parts for references: it would compile all that refer to each other one inside the other. */
export function referToParts(ajv: Ajv2020, partOf: (id: string) => Part): void {
  ajv.removeKeyword('$ref');
  ajv.addKeyword({
    keyword: '$ref',
    schemaType: 'string',
    before: 'allOf',
    code: (context) =>
      callRef(context, context.gen.scopeValue('validate', { ref: partOf(context.schema as string).validate })),
  });
}
