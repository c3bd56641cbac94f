/** Compiles the schemas of a contract with Ajv: one validator a schema and view, made when first used and kept. */
import type { Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ContractError } from '../../errors.ts';
import type { Bundle } from '../document/bundle-document.ts';
import { isSchemaObject, subschemasOf, type Schema, type SchemaNode } from '../schema.ts';
import { roundIntegers } from '../wide-integer.ts';
import { isMultipleOf } from './decimal.ts';
import { listFormats } from './formats.ts';
import { describeViolation, type Violation } from './violation.ts';
import { viewSchema, type View } from './view-schema.ts';

/** Judges values by the schemas of one contract. */
export interface Validators {
  /** What is wrong with `value`, each member and reason once; empty where it conforms. */
  violations(node: SchemaNode, value: unknown, view: View): Violation[];
  accepts(node: SchemaNode, value: unknown, view: View): boolean;
}

const options: Options = {
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allErrors: true,
  // A member called `constructor` is absent until someone sends it.
  ownProperties: true,
  logger: false,
  validateSchema: false,
};

/** Validators for `nodes` and all that they refer to. */
export function compileValidators(bundle: Bundle, nodes: readonly SchemaNode[]): Validators {
  const ajv = makeAjv(nodes);
  const components = (bundle.document['components'] as { schemas: Record<string, Schema> }).schemas;
  const added = new Set<string>();
  const compiled = { request: perDemand(), response: perDemand() };

  function addComponent(name: string, view: View, closed: boolean): string {
    const id = `docpact:/${view.direction}/${view.demand}/${closed ? 'closed' : 'open'}/${encodeURIComponent(name)}`;
    if (!added.has(id)) {
      added.add(id);
      ajv.addSchema(inView(components[name] ?? true, view, closed), id);
    }
    return id;
  }

  function inView(schema: Schema, view: View, closed: boolean) {
    return viewSchema(schema, view, closed, (name, alone) => addComponent(name, view, alone)) as object;
  }

  function validatorOf(node: SchemaNode, view: View): ValidateFunction {
    const inThisView = compiled[view.direction][view.demand];
    const known = inThisView.get(node.pointer);
    if (known) return known;
    try {
      const validate = ajv.compile(inView(node.schema, view, true));
      inThisView.set(node.pointer, validate);
      return validate;
    } catch (cause) {
      throw new ContractError(`this schema does not compile: ${(cause as Error).message}`, {
        place: bundle.placeOf(node.pointer),
        cause,
      });
    }
  }

  return {
    accepts(node, value, view) {
      const validate = validatorOf(node, view);
      return validate(value) || validateRounded(validate, value);
    },
    violations(node, value, view) {
      const validate = validatorOf(node, view);
      if (validate(value) || validateRounded(validate, value)) return [];
      return uniqueViolations((validate.errors ?? []).map((error) => describeViolation(error, value)));
    },
  };
}

/** Validators by the pointer of their schema: asked for so often that a key of all three would be felt. */
function perDemand(): Record<View['demand'], Map<string, ValidateFunction>> {
  return { documented: new Map(), expected: new Map() };
}

/** Ajv knows no integers beyond 2^53: what has any is judged once more, by the nearest numbers. */
function validateRounded(validate: ValidateFunction, value: unknown): boolean {
  const rounded = roundIntegers(value);
  return rounded !== value && validate(rounded);
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

function uniqueViolations(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((violation) => [violation.message, violation])).values()];
}

/** An Ajv that knows the extensions and the formats which the schemas use; those that no standard defines assert nothing. */
function makeAjv(nodes: readonly SchemaNode[]): Ajv2020 {
  const ajv = new Ajv2020(options);
  for (const [name, format] of listFormats()) ajv.addFormat(name, format);
  judgeDecimals(ajv);
  const keywords = new Set(['discriminator', 'example', 'externalDocs', 'xml']);
  const formats = new Set<string>();
  const visit = (schema: unknown): void => {
    if (!isSchemaObject(schema)) return;
    for (const keyword of Object.keys(schema)) if (keyword.startsWith('x-')) keywords.add(keyword);
    if (typeof schema['format'] === 'string') formats.add(schema['format']);
    visit(schema['x-expected']);
    for (const { schema: inner } of subschemasOf(schema)) visit(inner);
  };
  for (const { schema } of nodes) visit(schema);
  ajv.addVocabulary([...keywords]);
  for (const format of formats) {
    if (!Object.hasOwn(ajv.formats, format)) ajv.addFormat(format, true);
  }
  return ajv;
}
