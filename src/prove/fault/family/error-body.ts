/** The body of a refusal is another than the documented one. */
import { invalidProbe } from '../../probe/probes.ts';
import { isSuccess, withBody, withText, type Reply } from '../../serve/call.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';

const typed = (reply: Reply, type: string, text: string): Reply =>
  withText({ ...reply, headers: { ...reply.headers, 'content-type': type } }, text);

const html = '<!doctype html><title>Bad Request</title><h1>Bad Request</h1>';
const trace = 'Traceback (most recent call last):\n  File "/srv/app/views.py", line 31, in post\nKeyError: 1\n';

const bodies: readonly [name: string, sentence: string, change: (reply: Reply) => Reply][] = [
  ['absent', 'has no body', (reply) => withText(reply, '')],
  ['empty-object', 'is {}', (reply) => withBody(reply, {})],
  ['null', 'is null', (reply) => withBody(reply, null)],
  ['list', 'is a list', (reply) => withBody(reply, [reply.body])],
  ['text', 'is a JSON string', (reply) => withBody(reply, 'bad request')],
  ['error', 'has the shape { error }', (reply) => withBody(reply, { error: 'bad request' })],
  ['detail', 'has the shape { detail }', (reply) => withBody(reply, { detail: 'bad request' })],
  ['by-member', 'lists errors by member', (reply) => withBody(reply, { name: ['This field is required.'] })],
  ['wrapped', 'is wrapped', (reply) => withBody(reply, { code: 400, data: reply.body })],
  ['html', 'is HTML', (reply) => typed(reply, 'text/html', html)],
  ['html-as-json', 'is HTML that calls itself JSON', (reply) => withText(reply, html)],
  ['plain', 'is plain text', (reply) => typed(reply, 'text/plain', 'bad request')],
  ['trace', 'is a stack trace', (reply) => typed(reply, 'text/plain', trace)],
  ['too-long', 'is too long', (reply) => withBody(reply, stretch(reply.body))],
];

export const errorBody: ListFaults = (probed) => [
  ...bodies.map(([name, sentence, change]): FaultDraft => draft(probed, name, sentence, change)),
  {
    ...draft(probed, 'trace-inside', 'shows a stack trace', (reply) =>
      withBody(
        reply,
        mapTexts(reply.body, () => trace),
      ),
    ),
    beyondClauses: true,
  },
];

function draft(
  probed: Parameters<ListFaults>[0],
  name: string,
  sentence: string,
  change: (reply: Reply) => Reply,
): FaultDraft {
  return {
    id: name,
    clause: `${probed.operation.id}.response`,
    sentence: `refuses with a body that ${sentence}`,
    probes: () => [invalidProbe(probed)],
    wrap:
      ({ handle }) =>
      async (call) => {
        const reply = await handle(call);
        return isSuccess(reply) ? reply : change(reply);
      },
  };
}

function stretch(body: unknown): unknown {
  return mapTexts(body, (text) => text.padEnd(2_000, ' and so on'));
}

function mapTexts(body: unknown, change: (text: string) => string): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? change(value) : (value as unknown)]),
  );
}
