/** A contract, a page, a pact and a provider that say what steers, hides, links or runs something, wherever they can say something. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { whenFileEnds } from './file-ends.ts';
import { everything } from './harmless.ts';

/** What the name of a member may hold for a request to be made of it. */
const wellFormed = everything.toWellFormed();

/** What the name of a file may hold. */
export const inFileName: string = wellFormed.replaceAll('\0', '').replaceAll('/', '∕').slice(0, 90);

const json = (schema: object, more: object = {}) => ({ content: { 'application/json': { schema, ...more } } });

/** An OpenAPI document; `more` is merged into its first operation, and `least` is a bound in it. */
export function hostileDocument({ more = {}, least = 1 }: { more?: object; least?: number } = {}): object {
  const told = { title: everything, description: everything };
  const schema = {
    type: 'object',
    ...told,
    required: ['name', `n${wellFormed}`],
    properties: {
      name: { type: 'string', enum: [`a${everything}`, 'b'], default: everything, example: everything, ...told },
      [`n${wellFormed}`]: { type: 'string', minLength: least, ...told },
      size: { type: 'integer', maximum: 9 },
    },
    [`minLenght${everything}`]: 1,
  };
  const said = { description: everything };
  const parameter = { name: `q${everything}`, in: 'query', schema: { type: 'string', enum: [everything] }, ...said };
  return {
    openapi: '3.1.0',
    info: { ...told, version: everything, contact: { name: everything, url: 'javascript:alert(1)' } },
    servers: [{ url: `/${encodeURIComponent(wellFormed)}`, ...said }],
    tags: [{ name: everything, ...said }],
    paths: {
      [`/things/${encodeURIComponent(wellFormed)}`]: {
        post: {
          operationId: `add${everything}`,
          summary: everything,
          tags: [everything],
          parameters: [parameter, { name: 'X-H', in: 'header', schema: { type: 'string', example: everything } }],
          requestBody: json(schema, { examples: { [everything]: { summary: everything, value: { name: 'b' } } } }),
          responses: {
            201: {
              ...said,
              headers: { Location: { schema: { type: 'string' }, ...said } },
              links: { [everything]: { operationId: `get${everything}`, parameters: { id: '$response.body#/name' } } },
              ...json(schema),
            },
            400: said,
          },
          ...more,
        },
      },
      '/things/{id}': {
        get: {
          operationId: `get${everything}`,
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' }, example: everything }],
          responses: { 200: { ...said, ...json({ $ref: '#/components/schemas/Thing' }) }, 404: said },
        },
      },
      [`/${everything}`]: {
        get: { operationId: 'other', responses: { 200: { ...said, ...json({ $ref: `#/components/schemas/no` }) } } },
      },
    },
    components: { schemas: { Thing: schema, [`Thing${everything}`]: { type: 'string' } } },
  };
}

/** A Markdown page. */
export function hostilePage(): string {
  const line = wellFormed.replaceAll('\n', ' ');
  const cell = line.replaceAll('|', ' ');
  return [
    `# Add ${line}`,
    `POST /things/${line}`,
    `| name | type | description |\n|---|---|---|\n| a${cell} | strnig${cell} | ${line} |\n| b | string | ${cell} |`,
    '## Response',
    `| name | type |\n|---|---|\n| c${cell} | string |`,
    `\`\`\`json\n${JSON.stringify({ [`c${everything}`]: everything })}\n\`\`\``,
  ].join('\n\n');
}

/** A pact file of one interaction, after a state. */
export function hostilePact(): object {
  const description = wellFormed.replaceAll('\0', '');
  return {
    consumer: { name: description },
    provider: { name: description },
    interactions: [
      {
        description,
        providerState: description,
        request: { method: 'GET', path: '/things/1' },
        response: { status: 200, body: { name: 'q', [description]: description } },
      },
    ],
    metadata: { pactSpecification: { version: '2.0.0' } },
  };
}

/** The name of the pact's state, and of its parties. */
export const inPact: string = wellFormed.replaceAll('\0', '');

/** The base URL of a provider that says it in its status line, its headers and its bodies; now and then with a status of its own. */
export async function serveHostile(): Promise<string> {
  let asked = 0;
  const bytes = everything.replaceAll(/[^\t\u0020-\u007E\u0080-\u00FF]/g, '');
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', () => {
        asked += 1;
        const status = [201, 200, 500, 418, 404][asked % 5] ?? 200;
        const body = { name: ['b', everything][asked % 2], [`n${wellFormed}`]: [3, 'a', everything][asked % 3] };
        const headers = [
          'content-type: application/json; a="\u00E9\u0085"',
          `x-said: ${bytes}\u009B31m\u0085`,
          "x-a!*'b|`: 1",
        ];
        const head = [`HTTP/1.1 ${status} ${bytes}`, ...headers, 'location: /things/%E0%A4%A', 'connection: close'];
        const text = `${head.join('\r\n')}\r\n\r\n${JSON.stringify({ ...body, [`x${everything}`]: everything })}`;
        socket.end(
          Buffer.concat([
            Buffer.from(text.slice(0, text.indexOf('\r\n\r\n')), 'latin1'),
            Buffer.from(text.slice(text.indexOf('\r\n\r\n'))),
          ]),
        );
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFileEnds(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
