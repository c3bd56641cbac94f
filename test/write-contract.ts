/** Writes the files of a contract into a folder of its own, for tests that need another contract than ours. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The contract of this repository. */
export const ownContract: string = fileURLToPath(new URL('../contracts', import.meta.url));

/** Another contract, with what ours lacks: numbers, arrays, nested objects, formats, paths and queries, links. */
export const ordersContract: string = fileURLToPath(new URL('prove/contracts/orders', import.meta.url));

/** A third: plain text, forms, optional bodies, alternatives, no laws. */
export const shapesContract: string = fileURLToPath(new URL('prove/contracts/shapes', import.meta.url));

/** The folder that was written; objects are written as JSON, text as it is. */
export function writeContract(files: Readonly<Record<string, unknown>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'docpact-')), 'contract');
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return folder;
}

/** An OpenAPI 3.1 document with one operation that takes and gives JSON; `more` is merged into the operation. */
export function documentWith(request: unknown, answer: unknown = true, more: object = {}): Record<string, unknown> {
  const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
  return {
    openapi: '3.1.0',
    info: { title: 'a contract', version: '1' },
    paths: {
      '/things': {
        post: {
          operationId: 'addThing',
          requestBody: { required: true, ...json(request) },
          responses: { 201: { description: 'made', ...json(answer) }, 400: { description: 'refused' } },
          ...more,
        },
      },
    },
  };
}
