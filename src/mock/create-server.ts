/** The mock's HTTP front: Fastify routes a request to its operation, reads it, and sends what the responder answers. */
import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { allowBrowsers } from './allow-browsers.ts';
import type { Observe } from './exchange-log.ts';
import { pickFault, type FaultKind } from './fault.ts';
import { drawLatency } from './latency.ts';
import type { Refusal } from '../http/value/body.ts';
import { formatPreference, readWishes, type Trouble } from './preference.ts';
import { readBytes } from './read-body.ts';
import { readRequest, textOf } from './read-request.ts';
import { refuseError, refuseRoute } from './refuse-request.ts';
import type { Answer, Responder } from './answer.ts';
import { routePath, templateNames } from '../http/value/path-template.ts';
import { seeExchange } from './see-exchange.ts';
import { sendAnswer, sendReset } from './send-answer.ts';
import type { Settings } from './settings.ts';

/** Seconds after which a client may come back, where the mock says that it is unavailable. */
const RETRY_AFTER = '2';

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
  allowBrowsers(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) => readBytes(payload));
  app.decorateReply('answer');
  app.decorateReply('payload');
  app.decorateReply('fault');
  app.addHook('onResponse', (request, reply, done) => {
    const { answer } = reply;
    if (answer) observe(() => seeExchange(request, reply, answer));
    done();
  });
  app.addHook('onRequest', (request, reply, done) => {
    // RFC 9112, section 3.2; Node's own refusal would have no body.
    if (request.headers.host !== undefined || request.raw.httpVersion !== '1.1') return done();
    void sendLater(server, reply, responder.refuse(400, 'an HTTP/1.1 request needs a Host header'));
  });
  app.setErrorHandler(fail);
  app.setNotFoundHandler((request, reply) =>
    sendLater(server, reply, refuseRoute(contract, responder.refuse, request, reply)),
  );
  for (const operation of contract.operations) addRoute(app, contract, operation, server);
  await app.ready();
  return app;
}

function addRoute(app: FastifyInstance, contract: Contract, operation: Operation, server: ServerSettings): void {
  const names = templateNames(operation.path);
  const { responder } = server;
  app.route({
    method: operation.method.toUpperCase(),
    url: routePath(operation.path),
    exposeHeadRoute: false,
    config: { operation: operation.id },
    handler(request, reply) {
      const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
      const { preference, trouble } = readWishes(textOf(request.headers['prefer']), query);
      const fault = trouble.fault ?? pickFault(server.settings().faults, server.chance());
      if (fault === 'reset' || fault === 'unavailable')
        return breakOff(server, request, reply, { operation, fault, trouble });
      const positions = request.params as Record<string, string>;
      const path = Object.fromEntries(names.map((name, index) => [name, positions[`p${index}`] ?? '']));
      const bytes = request.body as Buffer | Refusal | undefined;
      const raw = { path, query, headers: request.headers, bytes, preference };
      const answer = responder.respond(operation, readRequest(contract, operation, raw));
      const applied = formatPreference({ ...answer.applied, ...trouble });
      if (applied !== undefined) reply.header('preference-applied', applied);
      return sendLater(server, reply, answer, { fault, wait: trouble.wait });
    },
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
  if (applied !== undefined) reply.header('preference-applied', applied);
  if (fault === 'unavailable') {
    return sendLater(server, reply.header('retry-after', RETRY_AFTER), answer, { fault, wait: trouble.wait });
  }
  await setTimeout(trouble.wait ?? 0, undefined, { ref: false });
  sendReset(reply, answer);
  server.observe(() => seeExchange(request, reply, answer));
  return reply;
}

/** Sends the answer after its wait, and once what was created is kept. */
function sendLater(
  server: ServerSettings,
  reply: FastifyReply,
  answer: Answer,
  { fault, wait }: { fault?: FaultKind | undefined; wait?: number | undefined } = {},
): FastifyReply | Promise<FastifyReply> {
  const latency = wait ?? drawLatency(server.settings().latency, server.chance);
  const kept = server.kept?.();
  if (latency === 0 && !kept) return sendAnswer(reply, answer, fault);
  const waits = [setTimeout(latency, undefined, { ref: false }), kept];
  return Promise.all(waits).then(() => sendAnswer(reply, answer, fault));
}
