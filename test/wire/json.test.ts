/** JSON: what parsers forgive, texts that storage cuts, problems that name their status. */
import { describe, expect, it } from 'vitest';
import { judge, judgeAt, mockOf, oneOperation, takes, type Call, type Reply } from './wire-kit.ts';

const schema = { type: 'object', required: ['n', 't'], properties: { n: { type: 'integer' }, t: { type: 'string' } } };
const contract = oneOperation(takes('application/json', { schema }));

function accepts(text: string): boolean {
  try {
    const value = JSON.parse(text) as { n?: unknown; t?: unknown };
    return Number.isInteger(value.n) && typeof value.t === 'string';
  } catch {
    return false;
  }
}

const serverWith =
  (forgive: (text: string) => string) =>
  ({ text }: Call): Reply => ({ status: accepts(forgive(text)) || accepts(text) ? 200 : 400 });

describe('a server', () => {
  it('that reads JSON as the standard has it conforms', async () => {
    expect(
      (
        await judge(
          contract,
          serverWith((text) => text),
        )
      ).problems,
    ).toEqual([]);
    expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['a trailing comma', (text) => text.replace(/,\s*\}/, '}')],
    ['comments', (text) => text.replace(/\/\*.*?\*\//, '')],
    ['line comments', (text) => text.replace(/\/\/[^\n]*\n/, '')],
    ['single quotes', (text) => text.replaceAll("'", '"')],
    ['names without quotes', (text) => text.replace(/\{(\w+):/, '{"$1":')],
    ['NaN', (text) => text.replace(/:NaN/, ':0')],
    ['Infinity', (text) => text.replace(/:Infinity/, ':0')],
    ['leading zeros', (text) => text.replace(/:0(\d)/, ':$1')],
    ['plus signs', (text) => text.replace(/:\+/, ':')],
    ['hexadecimal numbers', (text) => text.replace(/:0x10/, ':16')],
    ['tabs in texts', (text) => text.replaceAll('\t', '')],
    ['line feeds in texts', (text) => text.replaceAll('\n', '')],
    ['other escapes', (text) => text.replaceAll(String.raw`\x41`, 'A')],
    ['two documents', (text) => text.replace(/\}\{.*$/s, '}')],
  ])('that forgives %s does not', async (_sentence, forgive) => {
    expect((await judge(contract, serverWith(forgive))).problems.join()).toMatch(/accepted-invalid/);
  });

  it.each<[string, (text: string) => string]>([
    ['a byte order mark', (text) => text.replace(/^\uFEFF/, '')],
    ['the last of two names', (text) => text],
  ])('that forgives %s may', async (_sentence, forgive) => {
    expect((await judge(contract, serverWith(forgive))).problems).toEqual([]);
  });
});

describe('a text that is accepted comes back whole', () => {
  const text = { type: 'string', 'x-expected': { maxLength: 100 } };
  const named = { type: 'object', required: ['t'], properties: { t: text } };
  const answer = { 'application/json': { schema: { ...named, properties: { t: { type: 'string' } } } } };
  const echoing = oneOperation({
    ...takes('application/json', { schema: named }),
    responses: { 200: { description: 'done', content: answer }, 400: { description: 'no' } },
    'x-laws': { echo: { t: '$request.body#/t' } },
  });
  const serverThat =
    (keep: (text: string) => string | undefined) =>
    (call: Call): Reply => {
      try {
        const { t } = JSON.parse(call.text) as { t?: unknown };
        const kept = typeof t === 'string' ? keep(t) : undefined;
        if (kept === undefined) return { status: 400 };
        return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ t: kept }) };
      } catch {
        return { status: 400 };
      }
    };

  it('where it is kept, or refused, the server conforms', async () => {
    expect(
      (
        await judge(
          echoing,
          serverThat((t) => t),
        )
      ).problems,
    ).toEqual([]);
    expect(
      (
        await judge(
          echoing,
          serverThat((t) => ([...t].length > 100 ? undefined : t)),
        )
      ).problems,
    ).toEqual([]);
  });

  it.each([255, 256, 1_000, 4_000, 65_535])('where it is cut at %i characters, it does not', async (length) => {
    const cut = serverThat((t) => [...t].slice(0, length).join(''));
    expect((await judge(echoing, cut)).problems.join()).toMatch(/echo-broken/);
  });

  it.each([255, 4_000, 65_535])('where it is cut at %i bytes, it does not', async (length) => {
    const cut = serverThat((t) => (t.includes('字') ? Buffer.from(t).subarray(0, length).toString() : t));
    expect((await judge(echoing, cut)).problems.join()).toMatch(/echo-broken/);
  });
});

describe('a problem', () => {
  const problem = { type: 'object', required: ['status'], properties: { status: { type: 'integer' } } };
  const responses = {
    200: { description: 'done' },
    422: { description: 'no', content: { 'application/problem+json': { schema: problem } } },
  };
  const refusing = oneOperation({ ...takes('application/json', { schema }), responses });
  const saying =
    (status: number) =>
    (call: Call): Reply => {
      if (accepts(call.text)) return { status: 200 };
      const body = JSON.stringify({ status });
      return { status: 422, headers: { 'content-type': 'application/problem+json' }, body };
    };

  it('names the status of its answer', async () => {
    const url = await mockOf(refusing);
    const response = await fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([response.status, await response.json()]).toEqual([422, { status: 422 }]);
    expect((await judge(refusing, saying(422))).problems).toEqual([]);
    expect((await judge(refusing, saying(803))).problems).toEqual(['body-schema tryIt.response.422.body.status.type']);
  });
});

describe('a map whose names are drawn', () => {
  const cond = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, n: { type: 'integer' } } };
  const conds = { type: 'object', minProperties: 1, additionalProperties: cond };
  const mapped = oneOperation(
    takes('application/json', { schema: { type: 'object', required: ['conds'], properties: { conds } } }),
  );
  const isRight = ({ text }: Call): boolean => {
    try {
      const { conds: sent } = JSON.parse(text) as { conds?: Record<string, { name?: unknown; n?: unknown }> };
      if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return false;
      const all = Object.values(sent);
      const isCond = (each: unknown): boolean => {
        if (typeof each !== 'object' || each === null || Array.isArray(each)) return false;
        const { name, n = 1 } = each as { name?: unknown; n?: unknown };
        return typeof name === 'string' && Number.isInteger(n);
      };
      return all.length > 0 && all.every(isCond);
    } catch {
      return false;
    }
  };

  it.each(['a', 'b', 'c'])('is broken where it is sent (%s)', async (runId) => {
    const { problems, report } = await judge(mapped, (call) => ({ status: isRight(call) ? 200 : 400 }), { runId });
    expect(problems).toEqual([]);
    const missing = report.coverage.outcomes.find(({ id }) => /conds.*name\.required$/.test(id));
    expect(missing?.outcome).toBe('held');
  });
});
