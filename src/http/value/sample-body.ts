/** Makes bodies: values of their schemas, and small real files where only a media type is named. */
import { contentViolations } from '../../contract/content-violations.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Content } from '../../contract/operation.ts';
import { mediaTypeOf } from '../../contract/operation/body-format.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import type { Direction } from '../../contract/schema/view-schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { writeText } from './text.ts';
import { fileTypeOf, sampleFile } from './sample-file.ts';

export interface BodySource {
  direction: Direction;
  /** A value of the schema; `position` tells the items of a sequence apart. */
  generate: (node: SchemaNode, position: number) => unknown;
}

/** How many items a sequence has. */
const ITEMS = 2;

/** A body of `content`; undefined where any JSON will do. */
export function makeSampleBody(contract: Contract, content: Content, { direction, generate }: BodySource): unknown {
  const { node, itemNode, format, shape, wireType } = content;
  if (!node && itemNode) return Array.from({ length: ITEMS }, (_, position) => generate(itemNode, position));
  const examples = direction === 'request' ? [...content.examples.values()] : [];
  if (!node) return examples[0] ?? sampleOf(content);
  if (format === 'parts') return withFiles(contract, { content, direction }, generate(node, 0));
  const isFile = format === 'binary' || (format === 'xml' && !shape.structured);
  if (!isFile && (format !== 'text' || mediaTypeOf(wireType) === 'text/plain')) return generate(node, 0);
  const fits = (value: unknown) =>
    contentViolations(contract, { content, value }, { direction, demand: 'expected' }).length === 0;
  const known = [...examples, sampleFile(wireType).content].find(fits);
  if (known !== undefined) return known;
  const generated = generate(node, 0);
  // A text that is drawn is hardly ever an element; around one that only has to hold it, one may stand.
  const element = format === 'xml' ? `<sample>${writeText(generated)}</sample>` : generated;
  return fits(element) ? element : generated;
}

/** Where no schema says more. */
function sampleOf({ format, wireType }: Content): unknown {
  if (format === 'json') return undefined;
  return format === 'form' || format === 'parts' ? { sample: 'sample' } : sampleFile(wireType).content;
}

interface Side {
  content: Content;
  direction: Direction;
}

/** The form with a file wherever its schema has one. */
function withFiles(contract: Contract, { content: { node, encoding }, direction }: Side, body: unknown): unknown {
  if (!isSchemaObject(body) || !node) return body;
  const members = Object.entries(body).map(([name, value]) => {
    const member = findMember(contract.document, node, [name]);
    const [named] = encoding.get(name)?.contentTypes ?? [];
    return [name, member ? withFile(contract, member, { value, named, direction }) : value];
  });
  return Object.fromEntries(members) as unknown;
}

function withFile(
  contract: Contract,
  node: SchemaNode,
  { value, named, direction }: { value: unknown; named: string | undefined; direction: Direction },
): unknown {
  if (Array.isArray(value)) {
    const item = findMember(contract.document, node, ['0']);
    return item
      ? value.map((each: unknown) => withFile(contract, item, { value: each, named, direction }))
      : (value as unknown);
  }
  const fileType = fileTypeOf(contract.document, node);
  if (fileType === undefined || typeof value !== 'string') return value;
  const { content } = sampleFile(named ?? fileType);
  return contract.validators.accepts(node, content, { direction, demand: 'documented' }) ? content : value;
}
