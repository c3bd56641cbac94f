/** Compiles the schemas of a contract with Ajv: one validator a schema and view, made when first used and kept. */
import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Bundle } from '../document/bundle-document.ts';
import { parsePointer } from '../json-pointer.ts';
import { compilePattern, UnjudgedTextError } from '../pattern/compile-pattern.ts';
import { applicators, type Schema, type SchemaNode } from '../schema.ts';
import { isWideInteger, toDouble } from '../wide-integer.ts';
import { boundErrors, countErrors, TooManyErrors } from './bound-errors.ts';
import { isMultipleOf } from './decimal.ts';
import { judgeDigits, validateExactly } from './exact-keywords.ts';
import { listFormats } from './formats.ts';
import { interpretSchema } from './interpret-schema.ts';
import { measureValue } from './measure-value.ts';
import { judgeQuickly } from './quick-keywords.ts';
import { beginJudgement, type Compiled, makePart, once, type Part, referToParts, type Settled } from './schema-part.ts';
import {
  type TakeKeyword,
  tellsDirections,
  type View,
  viewComponent,
  type ViewOptions,
  viewSchema,
} from './view-schema.ts';
import { describeViolation, type Violation } from './violation.ts';

/** Judges values by the schemas of one contract. A schema that cannot be compiled accepts anything. */
export interface Validators {
  /** Why a schema judges nothing; undefined where it does. */
  complaint(node: SchemaNode, view: View): string | undefined;
  /** What is wrong with `value`, each member and reason once; of one that is very large, the first alone. Empty where it conforms. */
  violations(node: SchemaNode, value: unknown, view: View): Violation[];
  /** Why nothing can be said of `value`, which is accepted: one of its texts would hold up everything, or it nests too deep. */
  unjudged(node: SchemaNode, value: unknown, view: View): string | undefined;
  accepts(node: SchemaNode, value: unknown, view: View): boolean;
}

const ajvOptions: Options = {
  // A schema means what JSON Schema says, also where a keyword in it decides nothing.
  strict: false,
  strictNumbers: true,
  allErrors: true,
  // Most validators of a large contract judge a few values: made quickly is worth more than run quickly.
  code: {
    optimize: false,
    regExp: Object.assign(compilePattern, { code: 'compilePattern' }),
    process: boundErrors,
  },
  // A member called `constructor` is absent until someone sends it.
  ownProperties: true,
  logger: false,
  validateSchema: false,
};

/** Validators for the schemas of a document. */
export function compileValidators({ document }: Pick<Bundle, 'document'>): Validators {
  const plain = createCompiler(document, { makeAjv, take: takeJudged });
  const brief = once(() => createCompiler(document, { makeAjv: briefly(makeAjv), take: takeJudged }));
  // Few values have integers beyond 2^53, and exact keywords cost all others time.
  const exact = once(() => createCompiler(document, { makeAjv: makeExactAjv, take: takeExact }));
  const briefExact = once(() => createCompiler(document, { makeAjv: briefly(makeExactAjv), take: takeExact }));
  let hasUnjudged = false;

  /** The validator that refused the value; undefined where it conforms, or where nobody can tell. */
  function refusing(node: SchemaNode, value: unknown, view: View): ValidateFunction | undefined {
    try {
      return findRefusing(node, value, view);
    } catch (error) {
      reasonNotToJudge(error);
      hasUnjudged = true;
      return undefined;
    }
  }

  function unjudged(node: SchemaNode, value: unknown, view: View): string | undefined {
    if (!hasUnjudged) return undefined;
    try {
      findRefusing(node, value, view);
      return undefined;
    } catch (error) {
      return reasonNotToJudge(error);
    }
  }

  function findRefusing(node: SchemaNode, value: unknown, view: View): ValidateFunction | undefined {
    beginJudgement();
    const { parts, isWide } = measureValue(value);
    const refuses = ({ validate }: Settled): ValidateFunction | undefined =>
      validate === undefined || (isWide ? validateExactly(validate, value) : validate(value)) ? undefined : validate;
    const tellFirst = () => refuses((isWide ? briefExact() : brief())(node, view).settle());
    if (parts >= LARGE) return tellFirst();
    if (!isWide && conformsQuickly(plain(node, view), value)) return undefined;
    try {
      return refuses((isWide ? exact() : plain)(node, view).settle());
    } catch (error) {
      if (!(error instanceof TooManyErrors)) throw error;
      return tellFirst();
    }
  }

  return {
    complaint: (node, view) => {
      const compiled = plain(node, view);
      return compiled.judge() ? undefined : compiled.settle().complaint;
    },
    unjudged,
    accepts: (node, value, view) => {
      // Of a text or a number there is nothing but what the keywords say.
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      const quick = isPlain ? conformsQuickly(plain(node, view), value) : undefined;
      return quick ?? refusing(node, value, view) === undefined;
    },
    violations: (node, value, view) =>
      uniqueViolations(
        differentErrors(refusing(node, value, view)?.errors ?? []).map((error) => describeViolation(error, value)),
      ),
  };
}

/** Throws what is no such reason. */
function reasonNotToJudge(error: unknown): string {
  if (error instanceof UnjudgedTextError) return error.message;
  // What a schema that refers to itself judges is gone through as deep as it nests.
  if (error instanceof RangeError) return 'a value that nests so deep is not judged';
  // Ajv forgets to begin the list of evaluated members where several keywords inside alternatives would add to it.
  if (error instanceof TypeError && /^Cannot (?:set|read) properties of undefined/.test(error.message))
    return 'which of its members are evaluated cannot be told';
  throw error;
}

/** So many values, and compiling their validator is the quicker way. */
const FEW = 100;

/** Whether a value conforms, where that is told before a validator is compiled for it. What is wrong with it, Ajv says. */
function conformsQuickly(compiled: Compiled, value: unknown): boolean | undefined {
  if (compiled.judged >= FEW) return undefined;
  compiled.judged += 1;
  try {
    return compiled.judge()?.(value);
  } catch {
    // A part of it is for Ajv, or a text in it for nobody.
    compiled.judged = FEW;
    return undefined;
  }
}

type CompiledOf = (node: SchemaNode, view: View) => Compiled;

interface CompilerOptions {
  makeAjv: (partOf: (id: string) => Part) => Ajv2020;
  /** The values of the keywords that count. */
  take: TakeKeyword;
}

/** Compiles each schema of a document once a view. */
function createCompiler(document: Bundle['document'], options: CompilerOptions): CompiledOf {
  const ajv = once(() => options.makeAjv((id) => parts.get(id) as Part));
  const components = (document['components'] as { schemas: Record<string, Schema> }).schemas;
  const compiled = { request: perDemand(), response: perDemand() };
  const parts = new Map<string, Part>();
  /** Documents say the same of many values: a text of 1 to 80 characters, a message. */
  const byText = new Map<string, Compiled>();
  let isDirected: boolean | undefined;

  /** One direction stands for both where no schema tells them apart. */
  function directionOf({ direction }: View): View['direction'] {
    isDirected ??= tellsDirections(document);
    return isDirected ? direction : 'response';
  }

  /** The id of a component as a part of schemas in a view; it is compiled when it is first needed. */
  function addPart(name: string, view: View, closed: boolean): string {
    const id = [view.direction, view.demand, closed && view.demand === 'expected' ? 'closed' : 'open', name].join('/');
    if (!parts.has(id)) {
      parts.set(
        id,
        makePart(() => compile(viewComponent(name, viewOptions(view, closed)))),
      );
    }
    return id;
  }

  function viewOptions(view: View, closed: boolean): ViewOptions {
    return { view, closed, components, refer: (name, alone) => addPart(name, view, alone), take: options.take };
  }

  function compile(seen: Schema): Compiled {
    const text = JSON.stringify(seen);
    const known = byText.get(text);
    if (known) return known;
    const made = {
      judge: once(() => interpretSchema(seen, (id) => (parts.get(id) as Part).judge)),
      settle: once(() => compileJudged(ajv(), seen)),
      judged: 0,
    };
    byText.set(text, made);
    return made;
  }

  function make({ schema, pointer }: SchemaNode, view: View): Compiled {
    const [, name] = /^\/components\/schemas\/([^/]+)$/.exec(pointer) ?? [];
    const own = name === undefined ? undefined : parsePointer(pointer).at(-1);
    if (own === undefined || components[own] !== schema)
      return compile(viewSchema(schema, { ...viewOptions(view, true), around: [] }));
    return (parts.get(addPart(own, view, true)) as Part).compiled();
  }

  return (node, view) => {
    const inThisView = compiled[view.direction][view.demand];
    const known = inThisView.get(node.pointer);
    if (known) return known;
    const made = make(node, { ...view, direction: directionOf(view) });
    inThisView.set(node.pointer, made);
    return made;
  };
}

function compileJudged(ajv: Ajv2020, schema: Schema): Settled {
  try {
    return { validate: ajv.compile(schema as object) };
  } catch (cause) {
    return { complaint: `this schema does not compile: ${(cause as Error).message}` };
  }
}

/** Validators by the pointer of their schema: asked for so often that a key of all three would be felt. */
function perDemand(): Record<View['demand'], Map<string, Compiled>> {
  return { documented: new Map(), expected: new Map() };
}

/** Ajv divides doubles, so that 19.99 would be no multiple of 0.01. */
function judgeDecimals(ajv: Ajv2020): void {
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    compile: (step: number) => (value: number) => isMultipleOf(value, step),
    error: { message: ({ schema }) => `must be multiple of ${String(schema)}` },
  });
}

/** Each branch of unions inside unions tells the same: thousands of times what a few sentences say. */
function differentErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (errors.length < 20) return errors;
  const different = new Map<string, ErrorObject>();
  for (const error of errors) {
    const { instancePath, keyword, message, params } = error;
    const said = keyword === 'enum' ? JSON.stringify(params) : message;
    const extra = params['additionalProperty'] ?? params['unevaluatedProperty'] ?? '';
    const key = `${instancePath}\0${keyword}\0${said}\0${String(extra)}`;
    if (!different.has(key)) different.set(key, error);
  }
  return [...different.values()];
}

function uniqueViolations(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((violation) => [violation.message, violation])).values()];
}

/** Keywords that say something about values, beside those that hold schemas. Ajv would look for names in others, such as an example's `$id`. */
const judged = new Set(
  `const dependentRequired enum exclusiveMaximum exclusiveMinimum format maxContains maxItems maxLength maxProperties maximum
  minContains minItems minLength minProperties minimum multipleOf pattern required type uniqueItems $ref`.split(/\s+/),
);

function isJudged(keyword: string): boolean {
  if (keyword === 'definitions' || keyword === '$defs') return false;
  return judged.has(keyword) || Object.hasOwn(applicators, keyword);
}

function takeExact(keyword: string, value: unknown): unknown {
  return isJudged(keyword) ? value : undefined;
}

/** Bounds beyond 2^53 as what they are to doubles: the last one that they let through. */
export function takeJudged(keyword: string, value: unknown): unknown {
  if (!isJudged(keyword)) return undefined;
  if (!isWideInteger(value) || keyword === 'const') return value;
  return toDouble(value, keyword === 'maximum' || keyword === 'exclusiveMinimum' ? 'down' : 'up');
}

/** Members and items of values of which all violations are told. */
const LARGE = 50_000;

/** Makes an Ajv that tells the first violation alone. */
function briefly(make: typeof makeAjv): (partOf: (id: string) => Part) => Ajv2020 {
  return (partOf) => make(partOf, { allErrors: false });
}

/** An Ajv that knows the formats of the standards; not being strict, it lets any other assert nothing. */
function makeAjv(partOf: (id: string) => Part, options: Pick<Options, 'allErrors'> = {}): Ajv2020 {
  const ajv = new Ajv2020({ ...ajvOptions, ...options });
  for (const [name, format] of listFormats()) ajv.addFormat(name, format);
  countErrors(ajv);
  judgeDecimals(ajv);
  judgeQuickly(ajv);
  referToParts(ajv, partOf);
  return ajv;
}

/** An Ajv for what has integers beyond 2^53. */
function makeExactAjv(partOf: (id: string) => Part, options: Pick<Options, 'allErrors'> = {}): Ajv2020 {
  const ajv = makeAjv(partOf, options);
  judgeDigits(ajv);
  return ajv;
}
