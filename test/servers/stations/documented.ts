/** What the document of the stations says of an answer, read without the kit: the tests of the servers are not to lean on what they measure. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';

type Node = Record<string, unknown>;

const folder = new URL('../../contracts/stations/', import.meta.url);
const document = load(readFileSync(new URL('openapi.yaml', folder), 'utf8')) as Node;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
for (const file of readdirSync(new URL('schemas/', folder)))
  ajv.addSchema(JSON.parse(readFileSync(new URL(`schemas/${file}`, folder), 'utf8')) as object, `schemas/${file}`);

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  bytes: Buffer;
}

/** What HTTP itself offers to every server: not acceptable, too many requests. */
const always = new Set([406, 429]);

function resolve(node: Node): Node {
  const { $ref } = node;
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return node;
  return $ref
    .slice(2)
    .split('/')
    .reduce((at, name) => at[name] as Node, document);
}

/** The documented operation of a request; nothing where its path or its method is not documented. */
function findOperation(method: string, path: string): Node | undefined {
  for (const [template, item] of Object.entries(document['paths'] as Node)) {
    const form = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    if (form.test(path)) return (item as Node)[method.toLowerCase()] as Node | undefined;
  }
  return undefined;
}

/** What is wrong with an answer, in words; what is not documented can only be a problem. */
export function judgeDocumented(method: string, path: string, answer: Answer): string[] {
  const operation = findOperation(method, path.split('?')[0] ?? '');
  const responses = operation?.['responses'] as Node | undefined;
  const documented = (responses?.[String(answer.status)] ?? responses?.['default']) as Node | undefined;
  if (operation && !documented && !always.has(answer.status)) return [`${answer.status} is not documented`];
  const response = documented ? resolve(documented) : (resolve({ $ref: '#/components/responses/Problem' }) as Node);
  if (!operation && method === 'HEAD') return [];
  return [...judgeHeaders(response, answer), ...(method === 'HEAD' ? judgeEmpty(answer) : judgeBody(response, answer))];
}

function judgeHeaders(response: Node, { headers }: Answer): string[] {
  return Object.entries((response['headers'] ?? {}) as Node).flatMap(([name, node]) => {
    const header = resolve(node as Node);
    const value = headers[name.toLowerCase()];
    if (value === undefined) return header['required'] === true ? [`the header ${name} is missing`] : [];
    return ajv.validate(header['schema'] as object, value) ? [] : [`the header ${name}: ${ajv.errorsText()}`];
  });
}

const judgeEmpty = ({ bytes }: Answer): string[] => (bytes.length > 0 ? ['there is a body'] : []);

function judgeBody(response: Node, answer: Answer): string[] {
  const content = Object.entries((response['content'] ?? {}) as Record<string, Node>)[0];
  if (!content) return judgeEmpty(answer);
  const [mediaType, { schema }] = content;
  const type = String(answer.headers['content-type']).split(';')[0]?.trim().toLowerCase();
  if (type !== mediaType) return [`it is ${type}, not ${mediaType}`];
  if (schema === undefined) return [];
  const value = JSON.parse(answer.bytes.toString()) as unknown;
  return ajv.validate(schema as object, value) ? [] : [ajv.errorsText()];
}
