/**
 * Judges values by a schema as it stands, keyword by keyword, as Ajv's compiled validators do: Ajv takes a millisecond and more to
 * compile a schema, and most schemas of a large contract judge a few values, nearly all of which conform.
 */
import type { Format } from 'ajv';
import { compilePattern } from '../pattern/compile-pattern.ts';
import { isSchemaObject, type Schema, type SchemaObject } from '../schema.ts';
import { isMultipleOf } from './decimal.ts';
import { listFormats } from './formats.ts';
import { compileListed, isDistinct } from './quick-keywords.ts';

/** Whether a value conforms; adds the members that the schema speaks of, where whoever asks must know. */
export type Judge = (value: unknown, evaluated?: MembersSeen) => boolean;

/** Members that a schema for the same value speaks of (JSON Schema 2020-12, 11.3). */
export interface MembersSeen {
  names: Set<string>;
  all: boolean;
}

/** The judge of what a `$ref` names. */
type Refer = (reference: string) => Judge;

/**
 * The judge of `schema`; undefined where it has a keyword that is none of the plain ones, or one that says nothing by its standard.
 * It throws for a value that only Ajv can judge, or nobody.
 */
export function interpretSchema(schema: Schema, refer: Refer): Judge | undefined {
  try {
    return interpret(schema, refer);
  } catch {
    // Whatever is wrong with it, Ajv says so.
    return undefined;
  }
}

function interpret(schema: Schema, refer: Refer): Judge {
  if (typeof schema === 'boolean') return () => schema;
  const inner = (each: unknown) => interpret(given(each, isSchema), refer);
  const { unevaluatedProperties, ...others } = schema;
  const judges = Object.entries(others).map(([keyword, value]) => {
    const compile = Object.hasOwn(plain, keyword) ? plain[keyword] : undefined;
    if (!compile) throw new NotPlainError();
    return compile(value, { schema, inner, refer });
  });
  const judge = all(judges.filter((each) => each !== anything));
  return unevaluatedProperties === undefined ? judge : judgeOthers(judge, inner(unevaluatedProperties));
}

/** Nothing is left out once a keyword has failed: a text that nobody can judge makes the whole value one. */
function all(judges: readonly Judge[]): Judge {
  const [only] = judges;
  if (only && judges.length === 1) return only;
  return (value, evaluated) => {
    let conforms = true;
    for (const judge of judges) if (!judge(value, evaluated)) conforms = false;
    return conforms;
  };
}

/** The members that nothing else speaks of. */
function judgeOthers(judge: Judge, other: Judge): Judge {
  return (value, outer) => {
    if (!isObject(value)) return judge(value);
    const evaluated = { names: new Set<string>(), all: false };
    const conforms = judge(value, evaluated);
    const others = evaluated.all ? [] : Object.keys(value).filter((name) => !evaluated.names.has(name));
    if (outer) outer.all = true;
    return passAll(others, (name) => other(value[name])) && conforms;
  };
}

/** Of the schemas that hold for the same value, those count which do. */
function addWhere(judge: Judge, value: unknown, evaluated: MembersSeen | undefined): boolean {
  if (!evaluated) return judge(value);
  const own = { names: new Set<string>(), all: false };
  const conforms = judge(value, own);
  if (conforms) addEvaluated(evaluated, own);
  return conforms;
}

export function addEvaluated(evaluated: MembersSeen, { names, all: isAll }: MembersSeen): void {
  for (const name of names) evaluated.names.add(name);
  evaluated.all ||= isAll;
}

const anything: Judge = () => true;

/** Only Ajv judges by it. */
export class NotPlainError extends Error {}

/** `value`, if it is what the keyword has by its standard. */
function given<T>(value: unknown, is: (value: unknown) => value is T): T {
  if (is(value)) return value;
  throw new NotPlainError();
}

interface Surroundings {
  /** The schema that the keyword stands in. */
  schema: SchemaObject;
  inner: (schema: unknown) => Judge;
  refer: Refer;
}

type Compile = (value: unknown, surroundings: Surroundings) => Judge;

const plain: Readonly<Record<string, Compile>> = {
  $ref: (reference, { refer }) => refer(given(reference, isText)),
  type: (types) => {
    const tests = [types].flat().map((type) => given(typeTests[given(type, isText)], isJudge));
    return tests.length === 1 ? (tests[0] as Judge) : (value) => tests.some((test) => test(value));
  },
  const: (value) => (other) => other === given(value, isPlainValue),
  enum: (values) => compileListed(given(values, isList)),
  format: compileFormat,
  minimum: ofNumbers((value, bound) => value >= bound),
  maximum: ofNumbers((value, bound) => value <= bound),
  exclusiveMinimum: ofNumbers((value, bound) => value > bound),
  exclusiveMaximum: ofNumbers((value, bound) => value < bound),
  multipleOf: ofNumbers(isMultipleOf),
  minLength: ofTexts((text, least) => lengthOf(text) >= least),
  maxLength: ofTexts((text, most) => text.length <= most || lengthOf(text) <= most),
  pattern: (source) => {
    const pattern = compilePattern(given(source, isText));
    return (value) => typeof value !== 'string' || pattern.test(value);
  },
  minItems: ofItems((items, least) => items.length >= least),
  maxItems: ofItems((items, most) => items.length <= most),
  uniqueItems: (unique) => (given(unique, isFlag) ? (value) => !isList(value) || isDistinct(value) : anything),
  items: (schema, { schema: { prefixItems = [] }, inner }) => {
    const judge = inner(schema);
    const first = given(prefixItems, isList).length;
    return (value) => !isList(value) || passAll(value, (item, index) => index < first || judge(item));
  },
  prefixItems: (schemas, { inner }) => {
    const judges = given(schemas, isList).map(inner);
    return (value) => !isList(value) || passAll(judges, (judge, index) => index >= value.length || judge(value[index]));
  },
  minProperties: ofMembers((names, least) => names.length >= least),
  maxProperties: ofMembers((names, most) => names.length <= most),
  required: (names) => {
    const wanted = given(names, isList).map((name) => given(name, isName));
    return (value) => !isObject(value) || wanted.every((name) => has(value, name));
  },
  properties: (properties, { inner }) => {
    const judges = Object.entries(given(properties, isSchemaObject)).map(
      ([name, schema]) => [given(name, isName), inner(schema)] as const,
    );
    return (value, evaluated) => {
      if (!isObject(value)) return true;
      let conforms = true;
      for (const [name, judge] of judges) {
        evaluated?.names.add(name);
        if (has(value, name) && !judge(value[name])) conforms = false;
      }
      return conforms;
    };
  },
  patternProperties: (patterns, { inner }) => {
    const judges = Object.entries(given(patterns, isSchemaObject)).map(
      ([pattern, schema]) => [compilePattern(pattern), inner(schema)] as const,
    );
    return (value, evaluated) => {
      if (!isObject(value)) return true;
      const judgeMember = (name: string) =>
        passAll(judges, ([pattern, judge]) => {
          if (!pattern.test(name)) return true;
          evaluated?.names.add(name);
          return judge(value[name]);
        });
      return passAll(Object.keys(value), judgeMember);
    };
  },
  additionalProperties: (schema, { schema: { properties = {}, patternProperties = {} }, inner }) => {
    const judge = inner(schema);
    const declared = new Set(Object.keys(given(properties, isSchemaObject)));
    const patterns = Object.keys(given(patternProperties, isSchemaObject)).map(compilePattern);
    return (value, evaluated) => {
      if (!isObject(value)) return true;
      if (evaluated) evaluated.all = true;
      let conforms = true;
      for (const name of Object.keys(value)) {
        if (declared.has(name) || patterns.some((pattern) => pattern.test(name))) continue;
        if (!judge(value[name])) conforms = false;
      }
      return conforms;
    };
  },
  propertyNames: (schema, { inner }) => {
    const judge = inner(schema);
    return (value) => !isObject(value) || passAll(Object.keys(value), (name) => judge(name));
  },
  allOf: (schemas, { inner }) => all(branches(schemas, inner)),
  anyOf: (schemas, { inner }) => {
    const judges = branches(schemas, inner);
    return (value, evaluated) => countPassing(judges, (judge) => addWhere(judge, value, evaluated)) > 0;
  },
  oneOf: (schemas, { inner }) => {
    const judges = branches(schemas, inner);
    return (value, evaluated) => countPassing(judges, (judge) => addWhere(judge, value, evaluated)) === 1;
  },
  not: (schema, { inner }) => {
    const judge = inner(schema);
    return (value) => !judge(value);
  },
  if: (schema, { schema: { then = true, else: otherwise = true }, inner }) => {
    const [condition, met, unmet] = [schema, then, otherwise].map(inner) as [Judge, Judge, Judge];
    return (value, evaluated) => {
      // Ajv counts here otherwise than the standard.
      if (evaluated) throw new NotPlainError();
      return condition(value) ? met(value) : unmet(value);
    };
  },
  // Their condition takes them.
  then: () => anything,
  else: () => anything,
  contentSchema: () => anything,
};

const typeTests: Readonly<Record<string, Judge>> = {
  array: isList,
  boolean: isFlag,
  integer: (value) => Number.isInteger(value),
  null: (value) => value === null,
  number: isNumber,
  object: isObject,
  string: isText,
};

function branches(schemas: unknown, inner: Surroundings['inner']): Judge[] {
  const judges = given(schemas, isList).map(inner);
  if (judges.length === 0) throw new NotPlainError();
  return judges;
}

/** One that is unknown demands nothing. */
function compileFormat(name: unknown): Judge {
  formats ??= listFormats();
  const format = formats.get(given(name, isText));
  if (format === undefined || typeof format !== 'object' || format instanceof RegExp) return anything;
  const validate = format.validate as ((value: unknown) => boolean) | RegExp;
  const test = validate instanceof RegExp ? (value: unknown) => validate.test(value as string) : validate;
  return format.type === 'number'
    ? (value) => !isNumber(value) || test(value)
    : (value) => !isText(value) || test(value);
}

let formats: Map<string, Format> | undefined;

function ofNumbers(test: (value: number, bound: number) => boolean): Compile {
  return (bound) => {
    given(bound, isNumber);
    return (value) => !isNumber(value) || test(value, bound as number);
  };
}

function ofTexts(test: (text: string, bound: number) => boolean): Compile {
  return (bound) => {
    given(bound, isNumber);
    return (value) => typeof value !== 'string' || test(value, bound as number);
  };
}

function ofItems(test: (items: readonly unknown[], bound: number) => boolean): Compile {
  return (bound) => {
    given(bound, isNumber);
    return (value) => !isList(value) || test(value, bound as number);
  };
}

function ofMembers(test: (names: readonly string[], bound: number) => boolean): Compile {
  return (bound) => {
    given(bound, isNumber);
    return (value) => !isObject(value) || test(Object.keys(value), bound as number);
  };
}

/** How many of `values` pass; all of them are tried. */
function countPassing<T>(values: readonly T[], passes: (value: T, index: number) => boolean): number {
  let passed = 0;
  for (let index = 0; index < values.length; index += 1) if (passes(values[index] as T, index)) passed += 1;
  return passed;
}

function passAll<T>(values: readonly T[], passes: (value: T, index: number) => boolean): boolean {
  return countPassing(values, passes) === values.length;
}

/** In code points. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** A member that is undefined is absent: it is not sent. */
function has(value: SchemaObject, name: string): boolean {
  return value[name] !== undefined && Object.hasOwn(value, name);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || isSchemaObject(value);
}

function isJudge(value: unknown): value is Judge {
  return typeof value === 'function';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Ajv leaves a member of the other name to itself. */
function isName(value: unknown): value is string {
  return isText(value) && value !== '__proto__';
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlainValue(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
