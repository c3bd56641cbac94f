/** Freedoms in what an answer says: more members, fewer, others where nothing was sent. */
import { valueAt } from '../../contract/json-pointer.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { breakValue } from '../../fixture/breakage/break-value.ts';
import type { ProbedOperation } from '../probe/probed-operation.ts';
import { isSuccess, valuesOf, withBody, type Call, type Reply } from '../serve/call.ts';
import type { Freedom, ListFreedoms } from './freedom.ts';

export const answerFreedoms: ListFreedoms = (probed) => [
  { name: 'answer/other-values', sentence: 'makes up other values', options: { seed: 4711 } },
  { name: 'answer/drawn-members', sentence: 'leaves out optional members now and then', options: { dynamic: true } },
  add('answer/extra-member', 'answers with a member more', { x_docpact: 'more' }),
  add('answer/extra-object', 'answers with an object more', { links: { self: '/x', next: null }, tags: [] }),
  ...unsentMembers(probed).flatMap((at) => unsentFreedoms(probed, at)),
];

function add(name: string, sentence: string, more: object): Freedom {
  return onSuccess(name, sentence, (body) => (isSchemaObject(body) ? { ...body, ...more } : body));
}

function onSuccess(name: string, sentence: string, change: (body: unknown, call: Call) => unknown): Freedom {
  return {
    name,
    sentence,
    change:
      (next) =>
      async (call): Promise<Reply> => {
        const reply = await next(call);
        return isSuccess(reply) && reply.body !== undefined ? withBody(reply, change(reply.body, call)) : reply;
      },
  };
}

/** Members of a successful answer that need not repeat anything. */
function unsentMembers({ answers, operation }: ProbedOperation): (readonly string[])[] {
  const kept = new Set(operation.laws.fresh.map(({ of }) => of.tokens.join('/')));
  return answers
    .filter(({ status, at }) => status.startsWith('2') && at.length === 1 && !kept.has(at.join('/')))
    .map(({ at }) => at);
}

/** Absent, null, empty, or another default: whatever the schema takes, where the request sent nothing. */
function unsentFreedoms(probed: ProbedOperation, at: readonly string[]): Freedom[] {
  const name = at.join('/');
  const law = probed.operation.laws.echo.find(({ to }) => to.join('/') === name);
  // Who reads a body in spite of its content type knows what is in it; here that is not seen.
  const isSent = (call: Call): boolean =>
    call.body.kind === 'refused' ||
    (law !== undefined && valueAt(valuesOf(call), [law.from.in, ...law.from.tokens]) !== undefined);
  const free = (verb: string, sentence: string, change: (body: unknown) => unknown): Freedom =>
    onSuccess(`answer/${name}:${verb}`, sentence, (body, call) => (isSent(call) ? body : change(body)));
  const put = (value: unknown) => (body: unknown) => breakValue(body, { change: { at, value } });
  return [
    free('absent', `leaves out ${name} where it was not sent`, (body) =>
      breakValue(body, { change: { at, remove: true } }),
    ),
    free('null', `answers null for ${name} where it was not sent`, put(null)),
    free('empty', `answers "" for ${name} where it was not sent`, put('')),
    free('default', `has a default for ${name}`, put('1')),
  ];
}
