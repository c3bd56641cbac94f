/** What the log and the page get to see of a request that the mock's own front answered. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import type { SeenExchange } from './exchange-log.ts';
import type { Refusal } from '../http/value/body.ts';

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
