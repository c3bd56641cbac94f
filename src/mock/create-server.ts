/** The mock's HTTP front: Fastify routes a request to its operation, reads it, and sends what the responder answers. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { readParameters } from '../contract/read-parameters.ts';
import { allowBrowsers } from './allow-browsers.ts';
import { formatPreference, readPreference } from './preference.ts';
import { interpretBody } from './interpret-body.ts';
import { isJson, readBytes, type Body, type Refusal } from './read-body.ts';
import type { Answer, Responder } from './respond.ts';
import { methodsAt, routePath, templateNames } from './route-path.ts';
import { formatViolations } from './violations-header.ts';
import type { LoggedExchange } from './log-line.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** What the responder said, for the log. */
    answer?: Answer;
  }
}

/** How long a client may take for the head of a request, in milliseconds. */
const PATIENCE = 1_000;

export interface ServerSettings {
  responder: Responder;
  /** Milliseconds that every answer waits. */
  latency: number;
  /** Told of every exchange once it is over. */
  log?: (exchange: LoggedExchange) => void;
}

/** A Fastify instance that answers for every operation of `contract`; it listens nowhere yet. */
export function createServer(contract: Contract, settings: ServerSettings): FastifyInstance {
  const { responder } = settings;
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    http: { headersTimeout: PATIENCE, connectionsCheckingInterval: PATIENCE / 4, requireHostHeader: false },
    routerOptions: { maxParamLength: 4096 },
    clientErrorHandler: (error, socket) => refuseRaw(error, socket, responder),
    frameworkErrors: (error, request, reply) => void fail(error, request, reply),
  });
  const { latency } = settings;
  const send: Send = (reply, answer) => (latency > 0 ? sendLater(reply, answer, latency) : sendAnswer(reply, answer));
  const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    send(reply, refuseError(responder, error, request));
  allowBrowsers(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) => readBytes(payload));
  app.decorateReply('answer');
  const { log } = settings;
  if (log) {
    app.addHook('onResponse', async ({ method, url }, { answer, elapsedTime }) => {
      if (answer) log({ method, url, answer, duration: elapsedTime });
    });
  }
  app.addHook('onRequest', (request, reply, done) => {
    // RFC 9112, section 3.2; Node's own refusal would have no body.
    if (request.headers.host !== undefined || request.raw.httpVersion !== '1.1') return done();
    void send(reply, responder.refuse(400, 'an HTTP/1.1 request needs a Host header'));
  });
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) => send(reply, refuseRoute(contract, responder, request, reply)));
  for (const operation of contract.operations) addRoute(app, { contract, operation, responder, send });
  return app;
}

type Send = (reply: FastifyReply, answer: Answer) => FastifyReply | Promise<FastifyReply>;

interface Route {
  contract: Contract;
  operation: Operation;
  responder: Responder;
  send: Send;
}

function addRoute(app: FastifyInstance, { contract, operation, responder, send }: Route): void {
  const names = templateNames(operation.path);
  app.route({
    method: operation.method.toUpperCase(),
    url: routePath(operation.path),
    exposeHeadRoute: false,
    handler(request, reply) {
      const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
      const preference = readPreference(textOf(request.headers['prefer']), query);
      if (query.size > 0) for (const name of ['__code', '__example', '__dynamic']) query.delete(name);
      const positions = request.params as Record<string, string>;
      const path = Object.fromEntries(names.map((name, index) => [name, positions[`p${index}`] ?? '']));
      const answer = responder.respond(operation, {
        values: readParameters(contract, operation, { path, query, header: request.headers }),
        body: bodyOf(contract, operation, request),
        accept: request.headers.accept,
        preference,
      });
      const applied = formatPreference(answer.applied);
      if (applied !== undefined) reply.header('preference-applied', applied);
      return send(reply, answer);
    },
  });
}

function bodyOf(contract: Contract, operation: Operation, request: FastifyRequest): Body {
  const bytes = request.body as Buffer | Refusal | undefined;
  if (bytes === undefined) return { kind: 'absent' };
  if (!Buffer.isBuffer(bytes)) return { kind: 'refused', ...bytes };
  const { 'content-type': contentType, 'content-encoding': contentEncoding } = request.headers;
  return interpretBody(contract, operation, { bytes, contentType, contentEncoding });
}

function textOf(header: string | string[] | undefined): string | undefined {
  return header === undefined ? undefined : [header].flat().join(', ');
}

function refuseRoute(contract: Contract, responder: Responder, request: FastifyRequest, reply: FastifyReply): Answer {
  const pathname = request.url.split('?', 1)[0] ?? '';
  const methods = methodsAt(contract.operations, pathname);
  if (methods.length === 0) return responder.refuse(404, `the contract has no path ${pathname}`);
  const allow = methods.map((method) => method.toUpperCase()).join(', ');
  reply.header('allow', allow);
  return responder.refuse(405, `${pathname} takes ${allow}, not ${request.method}`);
}

/** Fastify's own refusals keep their status; anything else that goes wrong here is a fault of the mock. */
function refuseError(responder: Responder, error: unknown, request: FastifyRequest): Answer {
  const { statusCode = 500, code, message } = error as { statusCode?: number; code?: string; message: string };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return responder.refuse(415, `content-type ${JSON.stringify(request.headers['content-type'])} is no media type`);
  }
  return responder.refuse(statusCode, statusCode < 500 ? message : `the mock failed: ${message}`);
}

async function sendLater(reply: FastifyReply, answer: Answer, latency: number): Promise<FastifyReply> {
  await setTimeout(latency, undefined, { ref: false });
  return sendAnswer(reply, answer);
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  const { status, mediaType, headers, body, violations } = answer;
  reply.answer = answer;
  reply.code(status).headers(headers);
  if (violations.length > 0) reply.header('sl-violations', formatViolations(violations));
  if (body === undefined) return reply.send();
  const json = mediaType === undefined || isJson(mediaType);
  reply.header('content-type', json ? `${mediaType ?? 'application/json'}; charset=utf-8` : mediaType);
  return reply.send(json ? JSON.stringify(body) : String(body));
}

/** What is not even HTTP, or stops in the middle of it, is answered on the bare connection and closed. */
function refuseRaw(error: Error & { code?: string }, socket: Socket, responder: Responder): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(
    responder.refuse(status, `this is not an HTTP request that can be read: ${error.message}`).body,
  );
  const head = `HTTP/1.1 ${status} Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}
