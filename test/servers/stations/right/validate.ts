/** Holds values against the schemas of the contract. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../../contracts/stations/schemas/', import.meta.url);
const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);

const names = readdirSync(folder).map((file) => file.replace('.schema.json', ''));
const documents = new Map(names.map((name) => [name, readSchema(name)]));
for (const [name, document] of documents) ajv.addSchema(document, `${name}.schema.json`);

function readSchema(name: string): object {
  return JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8')) as object;
}

export interface Flaw {
  path: string;
  message: string;
}

/** What is wrong with the value, or nothing. */
export function findFlaws(schema: string, value: unknown): Flaw[] {
  const accepts = ajv.getSchema(`${schema}.schema.json`) as ValidateFunction;
  return accepts(value) ? [] : (accepts.errors ?? []).map(toFlaw);
}

function toFlaw({ instancePath, message, keyword, params }: ErrorObject): Flaw {
  const name = keyword === 'additionalProperties' ? ` ${JSON.stringify(params['additionalProperty'])}` : '';
  return { path: instancePath, message: `${message ?? keyword}${name}` };
}

const dateTime = ajv.compile({ type: 'string', format: 'date-time' });

/** Milliseconds since 1970, or nothing where the text is no RFC 3339 time. */
export function readTime(text: string): number | undefined {
  if (!dateTime(text)) return undefined;
  // Date knows neither leap seconds nor offsets without a colon.
  const plain = text
    .replace(/:60(?=[.Zz+-])/, ':59')
    .replace(/([+-]\d\d)(\d\d)?$/, (_, hour: string, minute = '00') => `${hour}:${minute}`);
  return Date.parse(plain.toUpperCase());
}

/** Members that the schema names; all of them where it is made of alternatives. */
export function knownMembers(schema: string): Set<string> {
  const document = documents.get(schema) as { properties?: object; oneOf?: { $ref: string }[] };
  const own = Object.keys(document.properties ?? {});
  const branches = (document.oneOf ?? []).flatMap(({ $ref }) => [...knownMembers($ref.replace('.schema.json', ''))]);
  return new Set([...own, ...branches]);
}
