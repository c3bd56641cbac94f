/** The usual ways to change a stage of the right server. */
import { isObject, type Body } from './region-members.ts';
import type { Call, Change, Reason, Reply } from './right-server.ts';

/** Another answer to a creation. */
export function changeAnswer(change: (answer: Body, body: Body, call: Call) => Body): Change {
  return (right) => ({ build: async (body, call) => change(await right.build(body, call), body, call) });
}

/** Another value of one member of the answer, where it is there. */
export function changeMember(name: string, change: (value: unknown, body: Body) => unknown): Change {
  return changeAnswer((answer, body) => ({ ...answer, [name]: change(answer[name], body) }));
}

/** Another value of one member, where it was submitted as text. */
export function changeText(name: string, change: (text: string) => unknown): Change {
  return changeMember(name, (value, body) => (name in body && typeof value === 'string' ? change(value) : value));
}

export function dropMember(name: string, when: (body: Body) => boolean = () => true): Change {
  return changeAnswer((answer, body) =>
    when(body) ? Object.fromEntries(Object.entries(answer).filter(([key]) => key !== name)) : answer,
  );
}

/** A right answer is changed before it is written, when it was given for this reason. */
export function changeReply(reason: Reason | 'any', change: (reply: Reply, call: Call) => Reply): Change {
  return (right) => ({
    finish: async (reply, call) => {
      const finished = await right.finish(reply, call);
      return reason === 'any' || finished.reason === reason ? change(finished, call) : finished;
    },
  });
}

/** Valid requests are refused, some of them. */
export function refuseWhen(isRefused: (body: Body) => boolean): Change {
  return (right) => ({
    validate: (value, call) =>
      right.validate(value, call) ?? (isObject(value) && isRefused(value) ? 'not acceptable' : undefined),
  });
}

/** The request is read as if it were another one. */
export function readAs(change: (value: unknown) => unknown): Change {
  return (right) => ({ parse: (text) => change(right.parse(text)) });
}

/** Some calls fail, after what they asked for was done or instead of it. */
export function crashWhen(crashes: (call: Call) => boolean): Change {
  return (right) => ({ admit: (call) => (crashes(call) ? crash() : right.admit(call)) });
}

/** Refuses before the body is read, when `isOdd`. */
export function admitUnless(isOdd: (call: Call) => boolean, status: number): Change {
  const answer: Reply = {
    status,
    reason: 'other',
    body: { msg: 'not acceptable' },
    headers: { 'content-type': 'application/json' },
  };
  return (right) => ({ admit: (call) => (isOdd(call) ? answer : right.admit(call)) });
}

export function crash(): Reply {
  return { status: 500, reason: 'other', body: 'Internal Server Error', headers: { 'content-type': 'text/plain' } };
}

/** Answers are written as these bytes. */
export function writeAs(reason: Reason | 'any', change: (payload: Buffer, reply: Reply) => string | Buffer): Change {
  return (right) => ({
    serialise: (reply) => {
      const payload = Buffer.from(right.serialise(reply));
      return reason === 'any' || reply.reason === reason ? change(payload, reply) : payload;
    },
  });
}

/** Answers are written past HTTP's framing: `bytes` go to the socket, which ends unless it is kept. */
export function writeRaw(
  reason: Reason | 'any',
  bytes: (payload: Buffer, call: Call) => string | Buffer,
  end = true,
): Change {
  return (right) => ({
    send: (payload, reply, call) => {
      if (reason !== 'any' && reply.reason !== reason) return right.send(payload, reply, call);
      const { socket } = call.request;
      socket.write(bytes(Buffer.from(payload), call));
      if (end) socket.end();
    },
  });
}

/** Several changes as one; the later ones see the earlier. */
export function combine(...changes: readonly Change[]): Change {
  return (right) => changes.reduce((stages, change) => Object.assign({}, stages, change(stages)), right);
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
