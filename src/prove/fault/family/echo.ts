/** The law of echo, broken in each way: another request's value, a constant, the value only now and then. */
import { lawClauseId } from '../../../contract/clause/clause.ts';
import { setAt, valueAt } from '../../../contract/json-pointer.ts';
import { convert, type EchoLaw } from '../../../contract/laws.ts';
import { evaluateExpression } from '../../../contract/runtime-expression.ts';
import { validProbe } from '../../probe/probes.ts';
import { type Call, type Handle, isSuccess, type Reply, valuesOf, withBody } from '../../serve/call.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';

/** What comes back in place of what was sent; `sent` are the values of all requests so far, this one last. */
type Wrong = (sent: readonly unknown[], call: Call) => unknown;

const ways: readonly [name: string, sentence: string, wrong: Wrong][] = [
  ['previous', 'what the request before sent as', (sent) => sent.at(-2) ?? sent.at(-1)],
  ['first', 'what the first request sent as', (sent) => sent[0]],
  ['longest', 'the longest text so far as', (sent) => sent.toSorted((a, b) => String(b).length - String(a).length)[0]],
  ['absent', 'nothing for', () => undefined],
  ['constant', 'always the same text as', () => 'a constant'],
  ['absent-if-empty', 'nothing for an empty', (sent) => sent.at(-1) || undefined],
  ['null-if-empty', 'null for an empty', (sent) => sent.at(-1) || null],
  ['unconverted', 'the value as it was sent, not converted, as', (sent) => sent.at(-1)],
  [
    'stale-every-third',
    'every third time what the request before sent as',
    (sent) => sent.at(sent.length % 3 === 0 ? -2 : -1),
  ],
];

export const echo: ListFaults = (probed) =>
  probed.operation.laws.echo.flatMap((law) =>
    ways.map(([name, sentence, wrong]): FaultDraft => ({
      id: `${law.to.join('/')}:${name}`,
      clause: lawClauseId(probed.operation.id, 'echo', ['body', ...law.to]),
      sentence: `gives back ${sentence} ${law.to.join('/')}`,
      probes: () => [validProbe(probed)],
      wrap: ({ handle }) =>
        misquote(handle, law, name === 'unconverted' ? wrong : (...given) => convert(wrong(...given), law.as)),
    })),
  );

function misquote(handle: Handle, { from, to }: EchoLaw, wrong: Wrong): Handle {
  const sent: unknown[] = [];
  return async (call): Promise<Reply> => {
    const reply = await handle(call);
    const own = evaluateExpression(from, valuesOf(call));
    if (!isSuccess(reply) || own === undefined || valueAt(reply.body, to) === undefined) return reply;
    sent.push(own);
    const body = structuredClone(reply.body) as Record<string, unknown>;
    setAt(body, to, wrong(sent, call));
    return withBody(reply, body);
  };
}
