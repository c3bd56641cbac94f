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
  const memory = new Memory<Judged>();
  const validate: Validate = (data, context) => {
    const path = (context as { instancePath?: string } | undefined)?.instancePath;
    const before = memory.recall(data);
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
    memory.keep(data, { path, valid, errors, evaluated: inner?.evaluated && copyEvaluated(inner.evaluated) });
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
  const memory = new Memory<{ valid: boolean; evaluated: MembersSeen | undefined }>();
  return (data, evaluated) => {
    let known = memory.recall(data);
    if (!known || (evaluated && !known.evaluated)) {
      const judge = judgeOf();
      if (!judge) throw new NotPlainError();
      const own = evaluated && { names: new Set<string>(), all: false };
      known = memory.keep(data, { valid: judge(data, own), evaluated: own });
    }
    if (evaluated && known.evaluated) addEvaluated(evaluated, known.evaluated);
    return known.valid;
  };
}

/**
 * What a part said of values while one is judged: items and what an array contains, members and their patterns, the branches of a union
 * may all ask the same, twice as often at each level.
 */
class Memory<T> {
  readonly #said = new Map<unknown, T>();
  #judgement = 0;

  recall(data: unknown): T | undefined {
    return this.#judgement === judgement ? this.#said.get(data) : undefined;
  }

  keep(data: unknown, said: T): T {
    if (this.#judgement !== judgement || this.#said.size >= MOST_SAID) this.#said.clear();
    this.#judgement = judgement;
    this.#said.set(data, said);
    return said;
  }
}

/** So much is kept: of a million items, what each is would fill the memory. */
const MOST_SAID = 20_000;

/** What is said of one value is not kept for the next, which may be the same one changed. */
export function beginJudgement(): void {
  judgement += 1;
}

/** Counts the values that were judged. */
let judgement = 0;

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
