/** The documented shapes, judged without the kit: a plain Ajv over the schema files as they lie there. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

function compile(file: string): ValidateFunction {
  const schema = JSON.parse(
    readFileSync(new URL(`../../contracts/schemas/${file}`, import.meta.url), 'utf8'),
  ) as object;
  return new Ajv2020({ strict: false, allErrors: true }).compile(schema);
}

const shapes = {
  request: compile('add-region-request.schema.json'),
  created: compile('region-info.schema.json'),
  fail: compile('fail.schema.json'),
};

/** What is wrong with `value` as this shape; empty where nothing is. */
export function shapeErrors(shape: keyof typeof shapes, value: unknown): string[] {
  const validate = shapes[shape];
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
