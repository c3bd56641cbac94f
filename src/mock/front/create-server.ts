/** The mock's HTTP front: Fastify routes a request to its operation, reads it, and sends what the responder answers. */
import { METHODS } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Refusal } from '../../http/value/body.ts';
import { routePath, templateNames } from '../../http/value/path-template.ts';
import type { Answer, Responder } from '../answer/answer.ts';
import { writeAnswer } from '../answer/write-answer.ts';
import type { Observe, SeenExchange } from '../log/exchange-log.ts';
import { formatPreference, noWishes, readWishes, type Trouble } from '../request/preference.ts';
import { readRequest, textOf } from '../request/read-request.ts';
import type { Settings } from '../settings.ts';
import { breakBody, type FaultKind, pickFault, strikesBody } from '../trouble/fault.ts';
import { drawLatency } from '../trouble/latency.ts';
import { allowBrowser } from './allow-browser.ts';
import { readBytes } from './read-bytes.ts';
import { refuseError, refuseRoute } from './refuse-request.ts';

/** Seconds after which a client may come back, where the mock says that it is unavailable. */
const RETRY_AFTER = '2';

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

export interface ServerSettings {
  responder: Responder;
  /** What is switched at the moment. */
  settings: () => Settings;
  /** Numbers from 0 to below 1, for latency and faults. */
  chance: () => number;
  /** Settles when what was created is kept; undefined where nothing has to be. */
  kept?: () => Promise<void> | undefined;
  /** Told of every exchange once it is over. */
  observe: Observe;
}

/** A Fastify instance that answers for every operation of `contract`; it is ready to route and listens nowhere. */
export async function createServer(contract: Contract, server: ServerSettings): Promise<FastifyInstance> {
  const { responder, observe } = server;
  const fail = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    sendLater(server, reply, refuseError(contract, responder.refuse, error, request));
  const app = fastify({
    logger: false,
    routerOptions: { maxParamLength: 4096 },
    frameworkErrors: (error, request, reply) => void fail(error, request, reply),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => readBytes(payload, (bytes) => done(null, bytes)));
  app.decorateReply('answer');
  app.decorateReply('payload');
  app.decorateReply('fault');
  app.addHook('onRequest', (request, reply, done) => {
    const { host, origin } = request.headers;
    if (origin !== undefined && allowBrowser(origin, request, reply)) return;
    // RFC 9112, section 3.2; Node's own refusal would have no body.
    if (host !== undefined || request.raw.httpVersion !== '1.1') return done();
    void sendLater(server, reply, responder.refuse(400, 'an HTTP/1.1 request needs a Host header'));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { answer } = reply;
    if (answer) observe(() => seeExchange(request, reply, answer));
    done();
  });
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) =>
    sendLater(server, reply, refuseRoute(contract, responder.refuse, request, reply)),
  );
  for (const operation of contract.operations) {
    if (knowsMethod(app, operation.method.toUpperCase())) addRoute(app, contract, operation, server);
  }
  await app.ready();
  return app;
}

/** Fastify takes methods that Node can read, once it is told of them; others cannot reach any server of Node. */
function knowsMethod(app: FastifyInstance, method: string): boolean {
  if (!METHODS.includes(method)) return false;
  if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  return true;
}

function addRoute(app: FastifyInstance, contract: Contract, operation: Operation, server: ServerSettings): void {
  const names = templateNames(operation.path);
  const { responder, settings, chance } = server;
  app.route({
    method: operation.method.toUpperCase(),
    url: routePath(operation.path),
    exposeHeadRoute: false,
    config: { operation: operation.id },
    handler(request, reply) {
      const { headers, url } = request;
      const query = url.includes('?') ? new URLSearchParams(url.split('?', 2)[1]) : noQuery;
      const asks = headers['prefer'] !== undefined || query.size > 0;
      const { preference, trouble } = asks ? readWishes(textOf(headers['prefer']), query) : noWishes;
      const { faults } = settings();
      const fault = trouble.fault ?? (faults.length > 0 ? pickFault(faults, chance()) : undefined);
      if (fault === 'reset' || fault === 'unavailable')
        return breakOff(server, request, reply, { operation, fault, trouble });
      const positions = request.params as Record<string, string>;
      const path = Object.fromEntries(names.map((name, index) => [name, positions[`p${index}`] ?? '']));
      const bytes = request.body as Buffer | Refusal | undefined;
      const raw = { path, query, headers, bytes, preference };
      const answer = responder.respond(operation, readRequest(contract, operation, raw));
      const applied = asks ? formatPreference({ ...answer.applied, ...trouble }) : undefined;
      if (applied !== undefined) void reply.header('preference-applied', applied);
      return sendLater(server, reply, answer, { fault, wait: trouble.wait });
    },
  });
}

/** Nobody adds to it. */
const noQuery = new URLSearchParams();

interface Broken {
  operation: Operation;
  fault: FaultKind;
  trouble: Trouble;
}

/** Answers before anything is done: a client that tries again finds all as it was. */
async function breakOff(
  server: ServerSettings,
  request: FastifyRequest,
  reply: FastifyReply,
  { operation, fault, trouble }: Broken,
): Promise<FastifyReply> {
  const answer = server.responder.refuse(503, 'the server is unavailable for a moment', operation);
  const applied = formatPreference(trouble);
  if (applied !== undefined) void reply.header('preference-applied', applied);
  if (fault === 'unavailable') {
    await sendLater(server, reply.header('retry-after', RETRY_AFTER), answer, { fault, wait: trouble.wait });
    return reply;
  }
  await setTimeout(trouble.wait ?? 0, undefined, { ref: false });
  sendReset(reply, answer);
  server.observe(() => seeExchange(request, reply, answer));
  return reply;
}

/** Sends the answer after its wait, and once what was created is kept: at once where there is neither. */
function sendLater(
  { settings, chance, kept }: ServerSettings,
  reply: FastifyReply,
  answer: Answer,
  { fault, wait }: { fault?: FaultKind | undefined; wait?: number | undefined } = {},
): void | Promise<FastifyReply> {
  const { latency } = settings();
  const delay = wait ?? (latency.to > 0 ? drawLatency(latency, chance) : 0);
  const keeping = kept?.();
  if (delay === 0 && !keeping) return sendAnswer(reply, answer, fault);
  return Promise.all([setTimeout(delay, undefined, { ref: false }), keeping]).then(() => {
    sendAnswer(reply, answer, fault);
    return reply;
  });
}

/** Sends the answer, whole or with the fault that was asked for. */
function sendAnswer(reply: FastifyReply, answer: Answer, fault?: FaultKind): void {
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
function sendReset(reply: FastifyReply, answer: Answer): void {
  reply.answer = answer;
  reply.fault = 'reset';
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
}

/** What the log and the page get to see of a request that the mock's own front answered. */
function seeExchange(request: FastifyRequest, reply: FastifyReply, answer: Answer): SeenExchange {
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
