/** What carries an answer is wrong: its content type, its JSON, its bytes, or that it comes at all. */
import { responseFor } from '../../../contract/operation.ts';
import { answerProbes } from '../../probe/probes.ts';
import { type Reply, withText } from '../../serve/call.ts';
import { drop, type FaultDraft, hang, type ListFaults } from '../fault.ts';

const types = [
  'text/html',
  'text/plain',
  'application/xml',
  'application/octet-stream',
  'text/json',
  'application/problem+json',
  'application/json; charset=iso-8859-1',
  'json',
];

const jsonOf = ({ body }: Reply): string => (body === undefined ? '' : JSON.stringify(body));

const texts: readonly [name: string, sentence: string, change: (json: string) => string | Uint8Array][] = [
  ['empty', 'is empty', () => ''],
  ['blank', 'is blank', () => ' '],
  ['truncated', 'stops short', (json) => json.slice(0, -3)],
  ['halved', 'stops in the middle', (json) => json.slice(0, json.length / 2)],
  ['trailing', 'has something behind its JSON', (json) => `${json}\n{}`],
  ['trailing-comma', 'has a trailing comma', (json) => json.replace(/[}\]]$/, ',$&')],
  ['single-quoted', 'has single quotes', (json) => json.replaceAll('"', "'")],
  ['unquoted', 'has unquoted names', (json) => json.replace(/"(\w+)":/g, '$1:')],
  ['python', 'is Python', (json) => json.replaceAll('"', "'").replaceAll('null', 'None')],
  ['comment', 'has a comment', (json) => `/* ok */${json}`],
  ['prefixed', 'has a guard before its JSON', (json) => `)]}',\n${json}`],
  ['callback', 'is wrapped in a callback', (json) => `callback(${json})`],
  ['twice-encoded', 'is a JSON string of JSON', (json) => JSON.stringify(json)],
  ['wrapped', 'is wrapped in { data }', (json) => `{"data":${json}}`],
  ['listed', 'is wrapped in a list', (json) => `[${json}]`],
  ['byte-order-mark', 'begins with a byte order mark', (json) => `\uFEFF${json}`],
  ['utf-16', 'is UTF-16', (json) => Buffer.from(json, 'utf16le')],
  ['latin-1', 'is Latin-1', (json) => Buffer.from(`${json.slice(0, -1)},"é":"é"}`, 'latin1')],
  ['null', 'is null', () => 'null'],
  ['control-character', 'has a bare line feed in a text', (json) => json.replace(/":"/, '":"\n')],
];

function typed(reply: Reply, type: string): Reply {
  return { ...reply, headers: { ...reply.headers, 'content-type': type } };
}

function withoutType(reply: Reply): Reply {
  const headers = Object.entries(reply.headers).filter(([name]) => name !== 'content-type');
  return { ...reply, headers: Object.fromEntries(headers) };
}

export const protocol: ListFaults = (probed) =>
  probed.responses.flatMap(({ status }) => {
    const draft = (name: string, sentence: string, change: (reply: Reply) => Reply | Promise<Reply>): FaultDraft => ({
      id: `${status}:${name}`,
      clause: `${probed.operation.id}.response.${status}.body.media-type`,
      sentence: `answers ${status} with a body that ${sentence}`,
      probes: () => answerProbes(probed, status),
      wrap:
        ({ handle }) =>
        async (call) => {
          const reply = await handle(call);
          return responseFor(call.operation, reply.status)?.status === status ? change(reply) : reply;
        },
    });
    return [
      ...types.map((type) => draft(`type ${type}`, `says it is ${type}`, (reply) => typed(reply, type))),
      draft('no-type', 'does not say what it is', withoutType),
      ...texts.map(([name, sentence, change]) =>
        draft(name, sentence, (reply) => (reply.body === undefined ? reply : withText(reply, change(jsonOf(reply))))),
      ),
      { ...draft('no-answer', 'never comes', hang as never), hangs: true },
      draft('dropped', 'is lost with its connection', drop as never),
    ];
  });
