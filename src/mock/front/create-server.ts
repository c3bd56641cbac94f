/** The mock's HTTP front: Fastify routes a request to its operation, reads it, and sends what the responder answers. */
import { METHODS } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { collectBehind } from '../../http/client/collect-behind.ts';
import type { Refusal } from '../../http/value/body.ts';
import { type Route, routerOf, splitTarget } from '../../http/value/path-template.ts';
import type { Answer, Responder } from '../answer/answer.ts';
import type { Observe, SeenExchange } from '../log/exchange-log.ts';
import { formatPreference, noWishes, readWishes, type Trouble } from '../request/preference.ts';
import { textOf } from '../../http/value/received-request.ts';
import { readRequest } from '../request/read-request.ts';
import type { Settings } from '../settings.ts';
import { breakBody, type FaultKind, pickFault, strikesBody } from '../trouble/fault.ts';
import { drawLatency } from '../trouble/latency.ts';
import { controlPrefix } from '../control/control-panel.ts';
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
    payload?: string | Uint8Array;
    fault?: FaultKind;
    /** Id of the operation that the request leads to. */
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
  /** Does something with a state that other mocks share; absent where none do. */
  share?: (<T>(work: () => T) => Promise<T>) | undefined;
  /** Origins whose pages may send credentials; those of this machine always may. */
  origins?: readonly string[] | undefined;
  /** Told of every exchange once it is over. */
  observe: Observe;
}

/** A Fastify instance that answers for every operation of `contract`; it is ready to route and listens nowhere. */
export async function createServer(contract: Contract, server: ServerSettings): Promise<FastifyInstance> {
  const { responder, observe } = server;
  const router = routerOf(contract.operations);
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
  app.decorateReply('operation');
  app.addHook('onRequest', (request, reply, done) => {
    const { host, origin } = request.headers;
    if (origin !== undefined) {
      const operation = router.find(request.method, splitTarget(request.url).path)?.operation;
      if (allowBrowser({ origin, allowed: server.origins ?? [], request, operation }, reply)) return;
    }
    // RFC 9112, section 3.2; Node's own refusal would have no body.
    if (host !== undefined || request.raw.httpVersion !== '1.1') return done();
    void sendLater(server, reply, responder.refuse(400, 'an HTTP/1.1 request needs a Host header'));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { answer } = reply;
    if (answer) observe(() => seeExchange(request, reply, answer));
    done();
    collectBehind(sizeOf(request.body) + sizeOf(reply.payload));
  });
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) =>
    sendLater(server, reply, refuseRoute(contract, responder.refuse, request, reply)),
  );
  learnMethods(app, contract);
  // Fastify's own router knows no literals around a parameter, and no two paths that differ in its name.
  app.all('*', { exposeHeadRoute: false }, (request, reply) => {
    const { path, query } = splitTarget(request.url);
    const found = router.find(request.method, path);
    if (found) return answerOperation(contract, found, { server, request, reply, query });
    if (isVisit(request, path)) return void reply.redirect(`${controlPrefix}/`);
    return sendLater(server, reply, refuseRoute(contract, responder.refuse, request, reply));
  });
  await app.ready();
  return app;
}

function sizeOf(body: unknown): number {
  return typeof body === 'string' || body instanceof Uint8Array ? body.length : 0;
}

/** Whether somebody looks at the mock's address in a browser. */
function isVisit({ method, headers }: FastifyRequest, path: string): boolean {
  return method === 'GET' && path === '/' && (headers.accept ?? '').includes('text/html');
}

/** Fastify takes methods that Node can read, once it is told of them; others reach no server of Node. */
function learnMethods(app: FastifyInstance, { operations }: Contract): void {
  for (const method of new Set(operations.map((operation) => operation.method.toUpperCase()))) {
    if (METHODS.includes(method) && !app.supportedMethods.includes(method))
      app.addHttpMethod(method, { hasBody: true });
  }
}

interface Asked {
  server: ServerSettings;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Without its question mark. */
  query: string;
}

function answerOperation(
  contract: Contract,
  { operation, path }: Route,
  { server, request, reply, query }: Asked,
): void | Promise<FastifyReply> {
  const { responder, settings, chance } = server;
  const { headers } = request;
  reply.operation = operation.id;
  const asks = headers['prefer'] !== undefined || query.includes('__');
  const { preference, trouble } = asks ? readWishes(textOf(headers['prefer']), new URLSearchParams(query)) : noWishes;
  const { faults } = settings();
  const fault = trouble.fault ?? (faults.length > 0 ? pickFault(faults, chance()) : undefined);
  if (fault === 'reset' || fault === 'unavailable')
    return breakOff(server, request, reply, { operation, fault, trouble });
  const bytes = request.body as Buffer | Refusal | undefined;
  const raw = { path, query, headers, bytes, preference };
  const read = readRequest(contract, operation, raw);
  const send = (answer: Answer): void | Promise<FastifyReply> => {
    const applied = asks ? formatPreference({ ...answer.applied, ...trouble }) : undefined;
    if (applied !== undefined) void reply.header('preference-applied', applied);
    return sendLater(server, reply, answer, { fault, wait: trouble.wait });
  };
  if (!server.share) return send(responder.respond(operation, read));
  return server
    .share(() => responder.respond(operation, read))
    .catch((error: unknown) => responder.refuse(503, (error as Error).message, operation))
    .then(async (answer) => {
      await send(answer);
      return reply;
    });
}

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
  { responder, settings, chance, kept }: ServerSettings,
  reply: FastifyReply,
  answer: Answer,
  { fault, wait }: { fault?: FaultKind | undefined; wait?: number | undefined } = {},
): void | Promise<FastifyReply> {
  const { latency } = settings();
  const delay = wait ?? (latency.to > 0 ? drawLatency(latency, chance) : 0);
  const keeping = kept?.();
  if (delay === 0 && !keeping) return sendAnswer(responder, reply, { answer, fault });
  return Promise.all([setTimeout(delay, undefined, { ref: false }), keeping]).then(() => {
    sendAnswer(responder, reply, { answer, fault });
    return reply;
  });
}

/** Sends the answer, whole or with the fault that was asked for. */
function sendAnswer(
  responder: Responder,
  reply: FastifyReply,
  { answer, fault }: { answer: Answer; fault: FaultKind | undefined },
): void {
  const { status, headers, payload } = responder.write(answer);
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
    operation: reply.operation,
    answer,
    responseHeaders: reply.getHeaders(),
    payload: reply.payload,
    fault: reply.fault,
    duration: reply.elapsedTime,
  };
}
