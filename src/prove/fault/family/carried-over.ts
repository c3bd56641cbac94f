/** State carried from one request into the next: values, refusals, answers of others. */
import { lawClauseId } from '../../../contract/clause/clause.ts';
import { setAt } from '../../../contract/json-pointer.ts';
import { convert, type EchoLaw } from '../../../contract/laws.ts';
import type { RequestValues } from '../../../contract/operation.ts';
import { evaluateExpression } from '../../../contract/runtime-expression.ts';
import type { ProbedOperation } from '../../probe/probed-operation.ts';
import { inOrder, invalidProbe } from '../../probe/probes.ts';
import { type Handle, isSuccess, type Reply, valuesOf, withBody } from '../../serve/call.ts';
import type { RightServer } from '../../serve/right-server.ts';
import { fail, type FaultDraft, type ListFaults } from '../fault.ts';

export const carriedOver: ListFaults = (probed) => [...memberFaults(probed), ...answerFaults(probed)];

/** A member that was not sent comes back as another request had it. */
function memberFaults(probed: ProbedOperation): FaultDraft[] {
  const optional = probed.operation.laws.echo.filter(({ from }) =>
    probed.members.some((member) => member.optional && member.at.join('/') === [from.in, ...from.tokens].join('/')),
  );
  return optional.flatMap((law) => ways(probed, law).map((which) => draftMember(probed, law, which)));
}

type Which = keyof typeof words;

/** A member that always has the first one's looks like one with a default, unless the text is one that nobody else would write. */
function ways(probed: ProbedOperation, { from }: EchoLaw): Which[] {
  const free = probed.change('full', [{ at: [from.in, ...from.tokens], value: 'None-other 1' }]).length > 0;
  return free ? ['last', 'last-refused', 'first'] : ['last', 'last-refused'];
}

function draftMember(probed: ProbedOperation, law: EchoLaw, which: Which): FaultDraft {
  const name = law.to.join('/');
  return {
    id: `${name}:${which}`,
    clause: lawClauseId(probed.operation.id, 'echo', ['body', ...law.to]),
    sentence: `fills ${name} with what ${words[which]} had`,
    beyondClauses: true,
    probes: () => [inOrder([broken(probed), probed.make('full'), probed.make('minimal')])],
    wrap: ({ handle }) =>
      fillIn(handle, law, { which, sort: typeof evaluateExpression(law.from, probed.make('full')) }),
  };
}

/** Keeps what was sent, if it is of the right sort, and answers with it where nothing is sent. */
function fillIn(handle: Handle, { from, to, as }: EchoLaw, { which, sort }: { which: Which; sort: string }): Handle {
  let kept: unknown;
  return async (call) => {
    const sent = evaluateExpression(from, valuesOf(call));
    const reply = await handle(call);
    const fits = typeof sent === sort && (which === 'last-refused' ? !isSuccess(reply) : isSuccess(reply));
    const old = kept;
    if (fits && (which !== 'first' || kept === undefined)) kept = convert(sent, as);
    if (sent !== undefined || old === undefined || !isSuccess(reply)) return reply;
    const body = structuredClone(reply.body) as Record<string, unknown>;
    setAt(body, to, old);
    return withBody(reply, body);
  };
}

const words = {
  last: 'the request before',
  'last-refused': 'a refused request before',
  first: 'the first request',
} as const;

/** A request with all members that must be refused. */
function broken(probed: ProbedOperation): RequestValues {
  const required = probed.members.find(
    ({ optional, unique, at }) => !optional && !unique && at[0] === 'body' && at.length === 2,
  );
  const full = probed.make('full');
  if (!required || typeof full.body !== 'object') return full;
  const { [required.at[1] as string]: _, ...body } = full.body as Record<string, unknown>;
  return { ...full, body };
}

function answerFaults(probed: ProbedOperation): FaultDraft[] {
  const sequence = () => [
    inOrder([broken(probed), probed.make('minimal'), probed.make('full'), broken(probed), probed.make('minimal')]),
    inOrder([...invalidProbe(probed).steps.map(({ values }) => values), probed.make('minimal')]),
  ];
  const draft = (id: string, sentence: string, wrap: (server: RightServer) => Handle): FaultDraft => ({
    id,
    sentence,
    probes: sequence,
    wrap,
  });
  return [
    draft('answer:previous', 'gives the answer to the request before', (server) =>
      repeating(server, (replies) => replies.at(-2)),
    ),
    draft('answer:first', 'gives the first answer again', (server) => repeating(server, (replies) => replies[0])),
    draft('answer:first-success', 'gives the first success again', (server) =>
      repeating(server, (replies) => replies.find(isSuccess)),
    ),
    draft('refusal:next-refused', 'refuses what follows a refusal', (server) =>
      afterRefusal(server, (call) => server.refuse(call)),
    ),
    draft('refusal:next-fails', 'fails on what follows a refusal', (server) =>
      afterRefusal(server, (call) => fail(server, call)),
    ),
    draft('refusal:sticky', 'refuses everything after the third refusal', (server) => sticky(server, 3)),
    draft('refusal:sticky-20', 'refuses everything after the twentieth refusal', (server) => sticky(server, 20)),
  ];
}

function repeating({ handle }: RightServer, choose: (replies: readonly Reply[]) => Reply | undefined): Handle {
  const replies: Reply[] = [];
  return async (call) => {
    const reply = await handle(call);
    replies.push(reply);
    return choose(replies) ?? reply;
  };
}

function afterRefusal(
  { handle }: RightServer,
  answer: (call: Parameters<Handle>[0]) => Reply | Promise<Reply>,
): Handle {
  let refused = false;
  return async (call) => {
    if (refused) {
      refused = false;
      return answer(call);
    }
    const reply = await handle(call);
    refused = !isSuccess(reply);
    return reply;
  };
}

function sticky(server: RightServer, most: number): Handle {
  let refusals = 0;
  return async (call) => {
    if (refusals >= most) return server.refuse(call);
    const reply = await server.handle(call);
    refusals += isSuccess(reply) ? 0 : 1;
    return reply;
  };
}
