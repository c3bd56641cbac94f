/** Tables of requests and of answers: what is right is taken by the mock, and never flagged; what is wrong is refused, and found. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { judge, judgeAt, mockOf, oneOperation, type Reply } from './wire-kit.ts';

type Body = string | { hex: string };

interface Row<Example> {
  name: string;
  right: readonly Example[];
  wrong: readonly Example[];
}

interface RequestRow extends Row<{ url?: string; headers?: Record<string, string>; body?: Body }> {
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

const quick = { depth: 'quick' } as const;

describe.each(readRows<RequestRow>('requests.yaml'))('a request, $name', (row) => {
  const { operation, method = 'post', path = '/things', free = false, right, wrong } = row;
  const contract = oneOperation(operation, { method, path });

  it('is taken and refused by the mock', async () => {
    const base = await mockOf(contract);
    const ask = async ({ url = '', headers = {}, body }: RequestRow['right'][number]) => {
      const target = url.startsWith('/') ? base + url : `${base}${path}${url}`;
      const sent = { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body: bytesOf(body) }) };
      const { status } = await fetch(target, { ...sent, redirect: 'manual' });
      return `${JSON.stringify({ url, headers, body })} ${status < 400 ? 'taken' : status < 500 ? 'refused' : status}`;
    };
    for (const each of right) expect(await ask(each)).toMatch(/ taken$/);
    for (const each of wrong) expect(await ask(each)).toMatch(/ refused$/);
    expect((await judgeAt(contract, base, quick)).problems).toEqual([]);
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
