/** Answers to requests that reach no operation, or none that can be read. */
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../contract/contract.ts';
import { findOperation, routerOf, splitTarget } from '../../http/value/path-template.ts';
import type { Answer, Responder } from '../answer/answer.ts';

type Refuse = Responder['refuse'];

export function refuseRoute(contract: Contract, refuse: Refuse, request: FastifyRequest, reply: FastifyReply): Answer {
  const { path } = splitTarget(request.url);
  const methods = routerOf(contract.operations).methodsAt(path);
  // Only OPTIONS asks about the whole (RFC 9112, 3.2.4).
  if (methods.length === 0 || (path === '*' && request.method !== 'OPTIONS'))
    return refuse(404, `the contract has no path ${path}`);
  const allow = methods.map((method) => method.toUpperCase()).join(', ');
  reply.header('allow', allow);
  if (request.method === 'OPTIONS')
    return { ...refuse(204, `${path} takes ${allow}`), body: undefined, refused: false };
  return refuse(405, `${path} takes ${allow}, not ${request.method}`);
}

/** Fastify's own refusals keep their status; anything else that goes wrong here is a fault of the mock. */
export function refuseError(contract: Contract, refuse: Refuse, error: unknown, request: FastifyRequest): Answer {
  const { statusCode = 500, code, message } = error as { statusCode?: number; code?: string; message: string };
  const operation = findOperation(contract.operations, { method: request.method, path: request.url });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return refuse(415, `content-type ${JSON.stringify(request.headers['content-type'])} is no media type`, operation);
  }
  return refuse(statusCode, statusCode < 500 ? message : `the mock failed: ${message}`, operation);
}

/** What is not even HTTP, or stops in the middle of it, is answered on the bare connection and closed. */
export function refuseRaw(error: Error & { code?: string }, socket: Socket, refuse: Refuse): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(refuse(status, `this is not an HTTP request that can be read: ${error.message}`).body);
  const head = `HTTP/1.1 ${status} Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}
