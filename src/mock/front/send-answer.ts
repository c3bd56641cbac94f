/** Sends answers, whole or with the fault that was asked for. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../http/value/body.ts';
import type { Answer } from '../answer/answer.ts';
import { writeAnswer } from '../answer/write-answer.ts';
import type { SeenExchange } from '../log/exchange-log.ts';
import { breakBody, type FaultKind, strikesBody } from '../trouble/fault.ts';

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

export function sendAnswer(reply: FastifyReply, answer: Answer, fault?: FaultKind): void {
  const { status, headers, payload } = writeAnswer(answer);
  reply.answer = answer;
  if (fault !== undefined) reply.fault = fault;
  void reply.code(status).headers(headers);
  if (payload === undefined) return void reply.send();
  reply.payload = payload;
  if (fault === undefined || !strikesBody(fault)) return void reply.send(payload);
  const bytes = Buffer.from(payload);
  void reply.header('content-length', bytes.length);
  void reply.send(Readable.from(breakBody(bytes, fault), { objectMode: false }));
}

/** Breaks the connection without an answer, as a server that died would. */
export function sendReset(reply: FastifyReply, answer: Answer): void {
  reply.answer = answer;
  reply.fault = 'reset';
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
}

/** What the log and the page get to see of a request that the mock's own front answered. */
export function seeExchange(request: FastifyRequest, reply: FastifyReply, answer: Answer): SeenExchange {
  const { method, url, headers } = request;
  return {
    method,
    url,
    headers,
    bytes: request.body as Buffer | Refusal | undefined,
    operation: request.routeOptions.config.operation,
    answer,
    responseHeaders: reply.getHeaders(),
    payload: reply.payload,
    fault: reply.fault,
    duration: reply.elapsedTime,
  };
}
