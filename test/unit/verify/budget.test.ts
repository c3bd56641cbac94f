/** The bound that a user sets is one on all requests: those that remove what a run has made are among them. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { startMock } from '../../../src/mock/start-mock.ts';
import { verify } from '../../../src/verify/verify.ts';
import { writeContract } from '../../write-contract.ts';

const text = { type: 'string', minLength: 1, maxLength: 9 };
const json = (schema: unknown) => ({ 'application/json': { schema } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** Notes that are made, read and removed. */
const removable = {
  openapi: '3.1.0',
  info: { title: 'notes', version: '1' },
  paths: {
    '/notes': {
      post: {
        operationId: 'addNote',
        requestBody: { required: true, content: json({ type: 'object', required: ['text'], properties: { text } }) },
        responses: {
          201: {
            description: 'made',
            content: json({ type: 'object', required: ['id'], properties: { id: { type: 'string' }, text } }),
          },
          400: { description: 'no' },
        },
      },
    },
    '/notes/{id}': {
      parameters: [id],
      get: { operationId: 'readNote', responses: { 200: { description: 'it' }, 404: { description: 'none' } } },
      delete: { operationId: 'removeNote', responses: { 204: { description: 'gone' }, 404: { description: 'none' } } },
    },
  },
};

it.each([7, 20, 60])(
  'leaves room for the removal of what it made: %i requests are all that a server gets',
  async (most) => {
    const things = loadContract(writeContract({ 'openapi.json': removable }));
    const mock = await startMock(things, { port: 0 });
    const methods: string[] = [];
    const report = await verify({
      contract: things,
      runId: 'bound',
      maxRequests: most,
      target: (request) => {
        methods.push(request.method);
        return fetch(new URL(new URL(request.url).pathname, mock.url), request);
      },
    });
    await mock.close();
    expect(methods.length).toBeLessThanOrEqual(most);
    expect(report.created).toEqual([]);
    expect(methods).toContain('DELETE');
  },
);
