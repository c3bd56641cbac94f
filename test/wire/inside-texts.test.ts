/** Texts of which a schema says what is inside (`contentSchema`): drawn so, and never demanded, since nobody has to look into them. */
import { expect, it } from 'vitest';
import { contractOf, judge, judgeAt, mockOf, oneOperation, takes } from './wire-kit.ts';

const inner = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
const text = { type: 'string', contentMediaType: 'application/json', contentSchema: inner };

/** Throws for what is no JSON. */
function isInner(written: unknown): boolean {
  return typeof written === 'string' && Number.isInteger((JSON.parse(written) as { n?: unknown } | null)?.n);
}

it.each([
  ['a member', 'application/json', (body: string) => (JSON.parse(body) as { url?: unknown }).url],
  ['a part', 'multipart/form-data', (body: string) => /name="url"[^]*?\r\n\r\n([^]*?)\r\n--/.exec(body)?.[1] ?? ''],
])('%s that holds JSON is sent with it', async (_sentence, mediaType, find) => {
  const schema = { type: 'object', required: ['url'], properties: { url: text } };
  const { problems } = await judge(oneOperation(takes(mediaType, { schema })), ({ text: body, type }) => {
    try {
      return { status: type === mediaType && isInner(find(body)) ? 200 : 400 };
    } catch {
      return { status: 400 };
    }
  });
  expect(problems).toEqual([]);
});

it('an event whose data are JSON has them', async () => {
  const itemSchema = { type: 'object', required: ['data'], properties: { data: text } };
  const responses = { 200: { description: 'done', content: { 'text/event-stream': { itemSchema } } } };
  const contract = contractOf({ '/events': { get: { operationId: 'listen', responses } } });
  const url = await mockOf(contract);
  const events = (await (await fetch(`${url}/events`)).text()).matchAll(/^data: (.*)$/gm);
  expect([...events].map(([, data = '']) => isInner(data))).toEqual([true, true]);
  expect((await judgeAt(contract, url)).problems).toEqual([]);
});
