/** Headers of answers: values of the documented types here, texts in the style simple there (OpenAPI 3.2, "Header Object"). */
import type { Contract } from '../../contract/contract.ts';
import type { ResponseHeader } from '../../contract/operation.ts';
import { readJsonText } from './json.ts';
import { readValue, shapeOf } from './shape.ts';
import { readFields, type Styled, writeFields } from './style.ts';
import { writeText } from './text.ts';

/** The text of a header: printable ASCII, whatever its value has. */
export function writeHeader(header: ResponseHeader, value: unknown): string {
  const [[, text = ''] = []] =
    header.format === undefined
      ? writeFields(styleOf(header), value)
      : [['', header.format === 'json' ? (JSON.stringify(value) ?? '') : writeText(value)]];
  return text.replace(/[^\u0020-\u007e]/g, '?');
}

/** The values of a header that came once or several times: one, unless each of its lines stands for itself, as cookies do. */
export function readHeader(
  { document }: Contract,
  header: ResponseHeader,
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

function styleOf({ name, explode }: ResponseHeader): Styled {
  return { in: 'header', name, style: 'simple', explode };
}
