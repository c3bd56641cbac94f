/** Small real files, by media type: what is sent, or answered, where a document says no more than which kind of file it is. */
import { isFileSchema, isRange, mediaTypeOf, wireType } from '../../contract/operation/body-format.ts';
import type { SchemaNode, SchemaObject } from '../../contract/schema.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';

export interface SampleFile {
  /** Its ending, without a dot. */
  ending: string;
  /** The text of a text file; a character a byte of any other. */
  content: string;
}

/** The sample of a media type: any bytes where none is known, any text where it is one. */
export function sampleFile(mediaType: string): SampleFile {
  const wanted = mediaTypeOf(isRange(mediaType) ? wireType(mediaType, 'binary') : mediaType);
  const known = Object.hasOwn(samples, wanted) ? samples[wanted] : undefined;
  if (known) return known();
  if (wanted.endsWith('+xml') || wanted.endsWith('/xml')) return { ending: 'xml', content: '<sample/>' };
  if (wanted.endsWith('+json') || wanted.endsWith('/json')) return { ending: 'json', content: '{}' };
  if (wanted.endsWith('+zip')) return { ending: 'zip', content: atob(zip) };
  return wanted.startsWith('text/') ? plainText : bytes;
}

const plainText: SampleFile = { ending: 'txt', content: 'sample\n' };

/** Bytes that are no UTF-8, with a zero among them. */
const bytes: SampleFile = { ending: 'bin', content: 'sample\0\u00ff\u00fe\n' };

const zip =
  'UEsDBBQAAAAAAAAAIVzvnkswBwAAAAcAAAAKAAAAc2FtcGxlLnR4dHNhbXBsZQpQSwECFAMUAAAAAAAAACFc755LMAcAAAAHAAAACgAAAAAAAAAAAAAAgAEAAAAAc2FtcGxlLnR4dFBLBQYAAAAAAQABADgAAAAvAAAAAAA=';

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
xref
0 4
0000000000 65535 f\u0020
0000000009 00000 n\u0020
0000000052 00000 n\u0020
0000000101 00000 n\u0020
trailer<</Size 4/Root 1 0 R>>
startxref
162
%%EOF
`;

/** A file out of its base64. */
function packed(ending: string, base64: string): () => SampleFile {
  return () => ({ ending, content: atob(base64) });
}

function plain(ending: string, content: string): () => SampleFile {
  return () => ({ ending, content });
}

/** The pictures are of one pixel, the sound of eight samples. */
const samples: Readonly<Record<string, () => SampleFile>> = {
  'application/gzip': packed('gz', 'H4sIAAAAAAACAytOzC3ISeUCAO+eSzAHAAAA'),
  'application/pdf': plain('pdf', pdf),
  'application/x-gzip': packed('gz', 'H4sIAAAAAAACAytOzC3ISeUCAO+eSzAHAAAA'),
  'application/x-zip-compressed': packed('zip', zip),
  'application/yaml': plain('yaml', 'sample: 1\n'),
  'application/zip': packed('zip', zip),
  'audio/wav': packed('wav', 'UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA=='),
  'image/bmp': packed('bmp', 'Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAMn0uAA=='),
  'image/gif': packed('gif', 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  'image/jpeg': packed(
    'jpg',
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  ),
  'image/png': packed(
    'png',
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPQqzUCAAG6AN7Eir+IAAAAAElFTkSuQmCC',
  ),
  'image/svg+xml': plain('svg', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
  'image/webp': packed('webp', 'UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=='),
  'text/css': plain('css', 'p { color: black; }\n'),
  'text/csv': plain('csv', 'name,count\r\nsample,1\r\n'),
  'text/html': plain('html', '<!DOCTYPE html><html lang="en"><title>sample</title><p>sample</p></html>\n'),
  'text/markdown': plain('md', '# Sample\n'),
  'text/xml': plain('xml', '<sample/>'),
  'text/yaml': plain('yaml', 'sample: 1\n'),
  'video/mp4': packed('mp4', 'AAAAGGZ0eXBpc29tAAACAGlzb21tcDQxAAAACGZyZWU='),
};

/** The media type of the file that a text of this schema stands for; undefined where it stands for itself. */
export function fileTypeOf(document: SchemaObject, node: SchemaNode): string | undefined {
  for (const { schema } of walkPossible(document, node)) {
    if (!isFileSchema(schema)) continue;
    const { contentMediaType } = schema;
    return typeof contentMediaType === 'string' ? contentMediaType : 'application/octet-stream';
  }
  return undefined;
}
