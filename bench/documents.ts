/**
 * Large documents: how long lint, the mock's start and the first request of verify take, and how much memory, for generated
 * documents of 100, 1,000 and 5,000 operations. `node bench/documents.ts [operations…]`; `--peers` also runs Redocly's lint
 * where npx has it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });

/** A document with nested objects, unions, a recursive filter with eight ways, and shared errors. */
export function writeDocument(operations: number): string {
  const text = { type: 'string', minLength: 1, maxLength: 80 };
  const schemas: Record<string, unknown> = {
    Error: {
      type: 'object',
      required: ['message'],
      properties: { message: text, details: { type: 'array', items: text } },
    },
    Money: {
      type: 'object',
      required: ['amount', 'currency'],
      properties: { amount: { type: 'integer', minimum: 0 }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
    },
    Address: {
      type: 'object',
      required: ['city'],
      properties: { city: text, street: text, zip: { type: 'string', pattern: '^[0-9]{5}$' } },
    },
    Filter: {
      anyOf: [
        ...['and', 'or', 'nor'].map((name) => ({
          type: 'object',
          required: [name],
          properties: { [name]: { type: 'array', items: ref('Filter'), maxItems: 3 } },
        })),
        ...['eq', 'lt', 'gt', 'in'].map((name) => ({
          type: 'object',
          required: [name],
          properties: {
            [name]: {
              type: 'object',
              required: ['field', 'value'],
              properties: { field: text, value: { type: ['string', 'number'] } },
            },
          },
        })),
        { type: 'object', required: ['not'], properties: { not: ref('Filter') } },
      ],
    },
  };
  const paths: Record<string, unknown> = {};
  const kinds = Math.ceil(operations / 5);
  for (let kind = 0; kind < kinds; kind += 1) {
    const name = `Thing${kind}`;
    schemas[name] = {
      type: 'object',
      required: ['name', 'price'],
      properties: {
        id: { type: 'string', format: 'uuid', readOnly: true },
        name: text,
        price: ref('Money'),
        address: ref('Address'),
        kind: {
          oneOf: [
            {
              type: 'object',
              required: ['size'],
              properties: { size: { type: 'integer', maximum: 9 } },
              additionalProperties: false,
            },
            {
              type: 'object',
              required: ['colour'],
              properties: { colour: { enum: ['red', 'green', 'blue'] } },
              additionalProperties: false,
            },
          ],
        },
        parts: { type: 'array', items: ref(`Thing${(kind + 1) % kinds}`), maxItems: 5 },
        tags: { type: 'object', additionalProperties: text },
        created: { type: 'string', format: 'date-time' },
      },
    };
    const failed = { description: 'refused', ...json(ref('Error')) };
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
    const answer = { description: 'it', ...json(ref(name)) };
    paths[`/things${kind}`] = {
      get: {
        operationId: `list${kind}`,
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: { 200: { description: 'all', ...json({ type: 'array', items: ref(name) }) }, 400: failed },
      },
      post: {
        operationId: `add${kind}`,
        requestBody: { required: true, ...json(ref(name)) },
        responses: { 201: answer, 400: failed },
      },
    };
    paths[`/things${kind}/{id}`] = {
      parameters: [id],
      get: { operationId: `read${kind}`, responses: { 200: answer, 404: failed } },
      delete: { operationId: `drop${kind}`, responses: { 204: { description: 'gone' }, 404: failed } },
    };
    paths[`/things${kind}/search`] = {
      post: {
        operationId: `search${kind}`,
        requestBody: { required: true, ...json(ref('Filter')) },
        responses: { 200: { description: 'all', ...json({ type: 'array', items: ref(name) }) }, 400: failed },
      },
    };
  }
  const file = join(mkdtempSync(join(tmpdir(), 'docpact-bench-')), 'openapi.json');
  writeFileSync(
    file,
    JSON.stringify(
      { openapi: '3.1.0', info: { title: 'bench', version: '1' }, paths, components: { schemas } },
      null,
      1,
    ),
  );
  return file;
}

interface Figures {
  seconds: number;
  /** Peak of the process, in MB. */
  memory: number;
}

/** Runs a command to its end, or until it is seen to be far enough; measured by GNU time's means, `/proc`. */
export function measure(command: readonly string[], until?: (output: string) => boolean): Promise<Figures> {
  const begun = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let memory = 0;
  let output = '';
  const timer = setInterval(() => (memory = Math.max(memory, residentOf(child.pid))), 20);
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(timer);
      child.kill('SIGKILL');
      resolve({ seconds: (performance.now() - begun) / 1000, memory });
    };
    const take = (chunk: Buffer) => {
      output += String(chunk).slice(0, 1000);
      if (until?.(output)) end();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', end);
    setTimeout(end, 300_000).unref();
  });
}

function residentOf(pid: number | undefined): number {
  try {
    const status = process.getBuiltinModule('fs').readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** How long verify takes until a server sees its first request. */
async function measureFirstRequest(file: string): Promise<Figures> {
  let seen: (() => void) | undefined;
  const first = new Promise<void>((resolve) => (seen = resolve));
  const server = createServer((request, response) => {
    seen?.();
    request.resume();
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"no"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let isSeen = false;
  void first.then(() => (isSeen = true));
  const begun = performance.now();
  const run = measure([
    process.execPath,
    cli,
    'verify',
    url,
    '--contract',
    file,
    '--depth',
    'quick',
    '--max-requests',
    '20',
  ]);
  await Promise.race([first, run]);
  const seconds = isSeen ? (performance.now() - begun) / 1000 : Infinity;
  const { memory, seconds: whole } = await run;
  console.log(`    verify --max-requests 20 ends after ${whole.toFixed(1)} s`);
  server.closeAllConnections();
  server.close();
  return { seconds, memory };
}

function report(title: string, { seconds, memory }: Figures): void {
  console.log(`  ${title.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s ${memory.toFixed(0).padStart(6)} MB`);
}

async function bench(operations: number): Promise<void> {
  const file = writeDocument(operations);
  console.log(`${operations} operations`);
  report('lint', await measure([process.execPath, cli, 'lint', '--contract', file]));
  report(
    'mock is up',
    await measure([process.execPath, cli, 'mock', '--port', '0', '--no-watch', '--contract', file], (output) =>
      output.includes('Ctrl-C'),
    ),
  );
  report('verify, first request', await measureFirstRequest(file));
  report('diff with itself', await measure([process.execPath, cli, 'diff', file, file]));
  if (process.argv.includes('--peers')) {
    report('Redocly lint', await measure(['npx', '--yes', '@redocly/cli@2.10.0', 'lint', file, '--max-problems', '5']));
    report(
      'Prism is up',
      await measure(['node_modules/.bin/prism', 'mock', '--port', '0', file], (output) => /is listening/.test(output)),
    );
  }
}

if (import.meta.main) {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean);
  for (const operations of sizes.length > 0 ? sizes : [100, 1000, 5000]) await bench(operations);
}
