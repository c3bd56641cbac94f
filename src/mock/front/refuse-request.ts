/** Answers to requests that reach no operation, or none that can be read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../contract/contract.ts';
import { findOperation, routerOf, splitTarget } from '../../http/value/path-template.ts';
import type { Answer, Responder } from '../answer/answer.ts';
import type { SeenExchange } from '../log/exchange-log.ts';

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

/** A page that had another name lead here (DNS rebinding) may read nothing. */
export function refuseHost(
  { method = '', url = '', headers: sent }: IncomingMessage,
  response: ServerResponse,
  { refuse, write }: Pick<Responder, 'refuse' | 'write'>,
): SeenExchange {
  const answer = refuse(403, `${sent.host} is no name of this mock; --allow-host NAME allows one`);
  const { status, headers, payload } = write(answer);
  response.writeHead(status, { ...headers, connection: 'close' }).end(payload);
  return {
    method,
    url,
    headers: sent,
    bytes: undefined,
    operation: undefined,
    answer,
    responseHeaders: headers,
    payload: typeof payload === 'string' ? payload : undefined,
    fault: undefined,
    duration: 0,
  };
}

/** What is not even HTTP, or stops in the middle of it, is answered on the bare connection and closed. */
export function refuseRaw(error: Error & { code?: string }, socket: Socket, refuse: Refuse): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(refuse(status, `this is not an HTTP request that can be read: ${error.message}`).body);
  const head = `HTTP/1.1 ${status} Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}
