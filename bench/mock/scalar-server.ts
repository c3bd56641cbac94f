/** Scalar's mock server for one document, from a folder of packages: `scalar-server.ts FOLDER DOCUMENT`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder = '', file = ''] = process.argv.slice(2);
const load = (name: string): Promise<unknown> =>
  import(String(pathToFileURL(createRequire(`${resolve(folder)}/`).resolve(name))));

const { createMockServer } = (await load('@scalar/mock-server')) as {
  createMockServer(options: { document: string }): Promise<{ fetch: unknown }>;
};
const { serve } = (await load('@hono/node-server')) as {
  serve(options: object, listening: (at: { port: number }) => void): void;
};

const app = await createMockServer({ document: readFileSync(file, 'utf8') });
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`));
