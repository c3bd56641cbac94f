/** One member of an answer is wrong: absent, of another type, another's, cut, re-encoded. */
import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../../../contract/json-pointer.ts';
import { responseFor } from '../../../contract/operation.ts';
import { breakValue } from '../../../fixture/breakage/break-value.ts';
import type { AnswerMember } from '../../probe/probed-operation.ts';
import { answerProbes } from '../../probe/probes.ts';
import { type Handle, withBody } from '../../serve/call.ts';
import type { FaultDraft, ListFaults } from '../fault.ts';
import { spoilings } from '../spoil-value.ts';

export const responseMember: ListFaults = (probed) =>
  probed.answers.flatMap((member) => {
    const others = probed.answers.filter((other) => other.status === member.status && other !== member);
    const draft = (name: string, verb: string, spoil: Spoil): FaultDraft => ({
      id: `${member.status}/${member.at.join('/')}:${name}`,
      clause: [probed.operation.id, 'response', member.status, 'body', ...member.at].join('.'),
      sentence: `${verb} ${member.at.join('/')} in ${member.status}`,
      probes: () => answerProbes(probed, member.status),
      wrap: ({ handle }) => spoilAnswer(handle, member, spoil),
    });
    return [
      draft('absent', 'leaves out', (body) => breakValue(body, { change: { at: member.at, remove: true } })),
      ...spoilings.map(({ name, verb, spoil }) => draft(name, verb, (body) => replace(body, member.at, spoil))),
      ...others
        .filter(({ at, sample }) => at.length === 1 && typeof sample === typeof member.sample)
        .map(({ at }) =>
          draft(`from ${at.join('/')}`, `puts ${at.join('/')} into`, (body) =>
            replace(body, member.at, () => valueAt(body, at)),
          ),
        ),
    ];
  });

type Spoil = (body: unknown) => unknown;

function replace(body: unknown, at: readonly string[], spoil: (value: unknown) => unknown): unknown {
  const value = valueAt(body, at);
  const spoilt = spoil(value);
  if (value === undefined || spoilt === undefined || isDeepStrictEqual(spoilt, value)) return body;
  return breakValue(body, { change: { at, value: spoilt } });
}

function spoilAnswer(handle: Handle, { status }: AnswerMember, spoil: Spoil): Handle {
  return async (call) => {
    const reply = await handle(call);
    const own = responseFor(call.operation, reply.status)?.status === status && reply.body !== undefined;
    return own ? withBody(reply, spoil(reply.body)) : reply;
  };
}
