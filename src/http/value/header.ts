/** Headers of answers: values of the documented types here, texts in the style simple there (OpenAPI 3.2, "Header Object"). */
import type { Contract } from '../../contract/contract.ts';
import type { DocumentedHeader } from '../../contract/operation.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import { readJsonText } from './json.ts';
import { readValue, shapeOf } from './shape.ts';
import { readFields, type Styled, writeFields } from './style.ts';
import { writeText } from './text.ts';

/** The text of a header: printable ASCII, whatever its value has. */
export function writeHeader(header: DocumentedHeader, value: unknown): string {
  const [[, text = ''] = []] =
    header.format === undefined
      ? writeFields(styleOf(header), value)
      : [['', header.format === 'json' ? (JSON.stringify(value) ?? '') : writeText(value)]];
  return text.replace(/[^\u0020-\u007e]/g, '?');
}

/** The values of a header that came once or several times: one, unless each of its lines stands for itself, as cookies do. */
export function readHeader(
  { document }: Contract,
  header: DocumentedHeader,
  received: string | readonly string[],
): unknown[] {
  const { name, node, format } = header;
  const shape = shapeOf(document, node);
  const lines = [received].flat();
  if (name.toLowerCase() === 'set-cookie') return shape.kind === 'list' ? [lines] : lines;
  const text = lines.join(', ');
  if (format !== undefined) return [format === 'json' ? (readJsonText(text)?.value ?? text) : text];
  const texts = readFields(styleOf(header), new Map([[name, [text]]]), { shape });
  return [texts === undefined ? text : readValue(document, node, { texts, shape })];
}

/** Name and text of a header that its schema takes: of its own examples and values, or a plain one; undefined where none fits. */
export function sampleHeader(
  { document, validators }: Contract,
  header: DocumentedHeader,
): [name: string, text: string] | undefined {
  const named = [...walkPossible(document, header.node)].flatMap(({ schema }) => [
    ...[schema['examples'], schema['enum']].flat(),
    schema['example'],
    schema['default'],
    schema['const'],
    schema['minimum'],
  ]);
  const fit = [header.example, ...named, ...plainValues].find(
    (value) =>
      value !== undefined && validators.accepts(header.node, value, { direction: 'request', demand: 'documented' }),
  );
  return fit === undefined ? undefined : [header.name, writeHeader(header, fit)];
}

const plainValues = [
  'sample',
  1,
  true,
  ['sample'],
  [1],
  { sample: 'sample' },
  '2026-01-02',
  '2026-01-02T03:04:05Z',
  'https://example.com/',
  'someone@example.com',
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  '1',
];

function styleOf({ name, explode }: DocumentedHeader): Styled {
  return { in: 'header', name, style: 'simple', explode };
}
