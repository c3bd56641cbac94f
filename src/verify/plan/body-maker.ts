/** Makes the bodies of requests: values of their schemas, and small real files where only a media type is named. */
import { contentViolations } from '../../contract/content-violations.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Content } from '../../contract/operation.ts';
import { mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import type { Generation, Generator } from '../../fixture/compile-generator.ts';
import { fileTypeOf, sampleFile } from '../../http/value/sample-file.ts';

export type BodyMaker = (generation: Generation) => unknown;

/** How many items a sequence has. */
const ITEMS = 2;

/** A maker of bodies of `content`; `compile` makes the generator of a schema. */
export function createBodyMaker(
  contract: Contract,
  content: Content,
  compile: (node: SchemaNode) => Generator,
): BodyMaker {
  const { node, itemNode, format, wireType } = content;
  if (!node && itemNode) {
    const item = compile(itemNode);
    return (generation) =>
      Array.from({ length: ITEMS }, (_, at) => item.generate({ ...generation, index: generation.index * ITEMS + at }));
  }
  const sample = sampleFile(wireType).content;
  if (!node) {
    if (format === 'json') return () => ({});
    return () => (format === 'form' || format === 'parts' ? { sample: 'sample' } : sample);
  }
  const generator = compile(node);
  if (format === 'parts') return (generation) => withFiles(contract, content, generator.generate(generation));
  const isPlain = format === 'text' && mediaTypeOf(wireType) === 'text/plain';
  const fits = (format === 'text' || format === 'binary') && !isPlain && accepts(contract, content, sample);
  return fits ? () => sample : (generation) => generator.generate(generation);
}

function accepts(contract: Contract, content: Content, value: unknown): boolean {
  return contentViolations(contract, { content, value }, { direction: 'request', demand: 'expected' }).length === 0;
}

/** The form with a file wherever its schema has one. */
function withFiles(contract: Contract, { node, encoding }: Content, body: unknown): unknown {
  if (!isSchemaObject(body) || !node) return body;
  const members = Object.entries(body).map(([name, value]) => {
    const member = findMember(contract.document, node, [name]);
    const [named] = encoding.get(name)?.contentTypes ?? [];
    return [name, member ? withFile(contract, member, { value, named }) : value];
  });
  return Object.fromEntries(members) as unknown;
}

function withFile(
  contract: Contract,
  node: SchemaNode,
  { value, named }: { value: unknown; named: string | undefined },
): unknown {
  if (Array.isArray(value)) {
    const item = findMember(contract.document, node, ['0']);
    return item ? value.map((each: unknown) => withFile(contract, item, { value: each, named })) : value;
  }
  const fileType = fileTypeOf(contract.document, node);
  if (fileType === undefined || typeof value !== 'string') return value;
  const { content } = sampleFile(named ?? fileType);
  const view = { direction: 'request', demand: 'documented' } as const;
  return contract.validators.accepts(node, content, view) ? content : value;
}
