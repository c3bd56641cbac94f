/** Sends answers, whole or with the fault that was asked for. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { breakBody, strikesBody } from './broken-body.ts';
import type { FaultKind } from './fault.ts';
import type { Answer } from './answer.ts';
import { writeAnswer } from './write-answer.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** What the responder said, for the log. */
    answer?: Answer;
    /** The body as it was sent. */
    payload?: string;
    fault?: FaultKind;
  }
  interface FastifyContextConfig {
    /** Id of the operation that the route leads to. */
    operation?: string;
  }
}

export function sendAnswer(reply: FastifyReply, answer: Answer, fault?: FaultKind): FastifyReply {
  const { status, headers, payload } = writeAnswer(answer);
  reply.answer = answer;
  if (fault !== undefined) reply.fault = fault;
  reply.code(status).headers(headers);
  if (payload === undefined) return reply.send();
  reply.payload = payload;
  if (!strikesBody(fault)) return reply.send(payload);
  const bytes = Buffer.from(payload);
  reply.header('content-length', bytes.length);
  return reply.send(Readable.from(breakBody(bytes, fault), { objectMode: false }));
}

/** Breaks the connection without an answer, as a server that died would. */
export function sendReset(reply: FastifyReply, answer: Answer): FastifyReply {
  reply.answer = answer;
  reply.fault = 'reset';
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}
