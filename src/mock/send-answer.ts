/** Sends answers, whole or with the fault that was asked for. */
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { FaultKind } from './fault.ts';
import type { Answer } from './respond.ts';
import { writeAnswer } from './write-answer.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** What the responder said, for the log. */
    answer?: Answer;
    /** The body as it was sent. */
    payload?: string;
    fault?: FaultKind;
  }
}

/** How long a slow body takes, in milliseconds, and in how many pieces it comes. */
const SLOW = 3_000;
const PIECES = 10;

/** How long the first half of a body has to arrive before the connection breaks, in milliseconds. */
const BEFORE_CUT = 30;

export function sendAnswer(reply: FastifyReply, answer: Answer, fault?: FaultKind): FastifyReply {
  const { status, headers, payload } = writeAnswer(answer);
  reply.answer = answer;
  if (fault !== undefined) reply.fault = fault;
  reply.code(status).headers(headers);
  if (payload === undefined) return reply.send();
  reply.payload = payload;
  if (fault !== 'cut' && fault !== 'slow') return reply.send(payload);
  const bytes = Buffer.from(payload);
  reply.header('content-length', bytes.length);
  return reply.send(Readable.from(fault === 'cut' ? cutShort(bytes) : trickle(bytes), { objectMode: false }));
}

/** Breaks the connection without an answer, as a server that died would. */
export function sendReset(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.answer = answer;
  reply.fault = 'reset';
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}

async function* cutShort(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, Math.ceil(bytes.length / 2));
  await setTimeout(BEFORE_CUT, undefined, { ref: false });
  throw new Error('the answer is cut short, as was asked for');
}

async function* trickle(bytes: Buffer): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  for (let at = 0; at < bytes.length; at += size) {
    await setTimeout(SLOW / PIECES, undefined, { ref: false });
    yield bytes.subarray(at, at + size);
  }
}
