/** Tables of requests and of answers: what is right is taken by the mock, and never flagged; what is wrong is refused, and found. */
import { readFileSync } from 'node:fs';
import { faker } from '@faker-js/faker/locale/en';
import { load } from 'js-yaml';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { ShownExchange } from '../../src/mock/client/shapes.ts';
import { createHandlers } from '../../src/msw/create-handlers.ts';
import { judgeWatched } from '../../src/verify/judge-watched.ts';
import { judge, judgeAt, mockOf, oneOperation, type Reply, startServer } from './wire-kit.ts';

type Body = string | { hex: string };

interface Row<Example> {
  name: string;
  right: readonly Example[];
  wrong: readonly Example[];
}

interface RequestExample {
  url?: string;
  headers?: Record<string, string>;
  body?: Body;
}

interface RequestRow extends Row<RequestExample> {
  operation: object;
  method?: string;
  path?: string;
  /** Nothing that arrives can be wrong. */
  free?: boolean;
}

interface AnswerRow extends Row<{ status?: number; headers?: Record<string, string | string[]>; body?: Body }> {
  responses: object;
}

function readRows<Read>(file: string): Read[] {
  return load(readFileSync(new URL(file, import.meta.url), 'utf8')) as Read[];
}

function bytesOf(body: Body = ''): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? body : new Uint8Array(Buffer.from(body.hex, 'hex'));
}

function nameStatus(status = 500): string {
  return status < 400 ? 'taken' : status < 500 ? 'refused' : `failed with ${status}`;
}

const quick = { depth: 'quick' } as const;

describe.each(readRows<RequestRow>('requests.yaml'))('a request, $name', (row) => {
  const { operation, method = 'post', path = '/things', free = false, right, wrong } = row;
  const contract = oneOperation(operation, { method, path });

  const targetOf = (base: string, { url = '' }: RequestExample): string =>
    url.startsWith('/') ? base + url : `${base}${path}${url}`;
  const initOf = ({ headers = {}, body }: RequestExample) => ({
    method: method.toUpperCase(),
    headers,
    redirect: 'manual' as const,
    ...(body === undefined ? {} : { body: bytesOf(body) }),
  });

  it('is taken and refused by the mock, and by its handlers for MSW', async () => {
    const base = await mockOf(contract);
    const handlers = createHandlers({ contract, faker });
    const ask = async (example: RequestExample) => {
      const { status } = await fetch(targetOf(base, example), initOf(example));
      const without = await getResponse(handlers, new Request(targetOf('http://x.example', example), initOf(example)));
      return `${JSON.stringify(example)} ${nameStatus(status)}, ${nameStatus(without?.status)}`;
    };
    for (const each of right) expect(await ask(each)).toMatch(/ taken, taken$/);
    for (const each of wrong) expect(await ask(each)).toMatch(/ refused, refused$/);
    expect((await judgeAt(contract, base, quick)).problems).toEqual([]);
  });

  it('is judged on its way to a real server', async () => {
    const problemsBehind = async (server: string, examples: readonly RequestExample[]) => {
      const watcher = await mockOf(contract, { upstream: { url: new URL(server), judge: judgeWatched } });
      for (const each of examples) await (await fetch(targetOf(watcher, each), initOf(each))).arrayBuffer();
      const list = async () => (await (await fetch(`${watcher}/__docpact/exchanges`)).json()) as ShownExchange[];
      await expect.poll(async () => (await list()).length).toBe(examples.length);
      return (await list()).map(({ problems = [] }) => problems.map(({ kind }) => kind).join());
    };
    for (const each of await problemsBehind(await mockOf(contract), [...right, ...wrong])) expect(each).toBe('');
    const careless = await startServer(() => ({ status: 200 }));
    for (const each of await problemsBehind(careless, wrong)) expect(each).not.toBe('');
  });

  it('is told from others by verify', async () => {
    const taken = await judge(contract, () => ({ status: 200 }));
    if (!free && wrong.length > 0) expect(taken.problems.join()).toMatch(/accepted-invalid|undocumented-status/);
    expect((await judge(contract, () => ({ status: 400 }), quick)).report.conforms).toBe(false);
  });
});

describe.each(readRows<AnswerRow>('answers.yaml'))('an answer, $name', ({ responses, right, wrong }) => {
  const contract = oneOperation({ responses }, { method: 'get' });
  const problemsOf = async ({ status = 200, headers = {}, body }: AnswerRow['right'][number]) => {
    const reply: Reply = { status, headers, body: bytesOf(body) };
    const { problems } = await judge(contract, () => reply, quick);
    return { reply, problems };
  };

  it('is judged by verify', async () => {
    for (const each of right) expect((await problemsOf(each)).problems).toEqual([]);
    for (const each of wrong) expect(await problemsOf(each)).not.toMatchObject({ problems: [] });
  });

  it('is made by the mock', async () => {
    expect((await judgeAt(contract, await mockOf(contract), quick)).problems).toEqual([]);
  });
});
