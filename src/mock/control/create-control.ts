/** The mock's own paths, below `/__docpact`: its page, and what the page asks and switches. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fastify, type FastifyInstance } from 'fastify';
import { readSettings, writeSettings } from '../settings.ts';
import { checkRequest } from './check-request.ts';
import { addStateChanges, inState } from './change-state.ts';
import { type ControlPanel, controlPrefix } from './control-panel.ts';
import { describeMock, describeState } from './describe-mock.ts';
import { guardControl } from './guard-control.ts';
import { pageHtml, pageStyle } from './page.ts';
import {
  findReference,
  referenceHtml,
  referencePackage,
  referencePolicy,
  referenceScript,
  referenceStylesScript,
} from './reference.ts';
import { clientScript } from './serve-client.ts';
import { createSamples } from './make-sample.ts';
import { createHider, writeHar } from '../../http/har/write-har.ts';
import { readTool } from '../../verdict/report-head.ts';
import { toHarExchange } from '../log/to-har-exchange.ts';
import { showExchanges } from './show-exchange.ts';
import { streamEvents } from './stream-events.ts';
import { writeSample } from './write-target.ts';

/** Largest change of settings, in bytes. */
const LARGEST_CHANGE = 16_384;

/** Of an operation or a resource in a path, in characters: generated names are long. */
const LONGEST_NAME = 16_384;

/** How many of what was created are listed. */
const LISTED = 1_000;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A Fastify instance for the mock's own paths; it is ready to route and listens nowhere. */
export async function createControl(panel: ControlPanel): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: LARGEST_CHANGE,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_NAME },
  });
  guardControl(app, panel.isOwnHost);
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', policy);
  });
  app.setNotFoundHandler(({ method, url }, reply) =>
    reply.code(404).send({ message: `the mock's own paths have no ${method} ${url.split('?', 1)[0]}` }),
  );
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ message: error.message }),
  );
  addPage(app, panel);
  addReference(app, panel);
  addQuestions(app, panel);
  addChecks(app, panel);
  addSwitches(app, panel);
  await app.ready();
  return app;
}

function addPage(app: FastifyInstance, { lang }: ControlPanel): void {
  app.get(`${controlPrefix}/`, (request, reply) => {
    // Without the slash at its end, what the page asks for would be looked for in the wrong place.
    if (!request.url.startsWith(`${controlPrefix}/`)) return reply.redirect(`${controlPrefix}/`);
    return reply.type('text/html; charset=utf-8').send(pageHtml(lang));
  });
  app.get(`${controlPrefix}/style.css`, (_request, reply) => reply.type('text/css; charset=utf-8').send(pageStyle));
  for (const folder of ['mock/client', 'language'])
    app.get<{ Params: { name: string } }>(`${controlPrefix}/${folder}/:name`, ({ params }, reply) => {
      const script = clientScript(`${folder}/${params.name}`);
      return script === undefined ? reply.callNotFound() : reply.type('text/javascript; charset=utf-8').send(script);
    });
}

function addReference(app: FastifyInstance, panel: ControlPanel): void {
  const html = 'text/html; charset=utf-8';
  app.get(`${controlPrefix}/reference`, (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply.header('content-security-policy', referencePolicy(nonce)).type(html).send(referenceHtml(nonce));
  });
  app.get(`${controlPrefix}/reference-styles.js`, (_request, reply) =>
    reply.type('text/javascript').send(referenceStylesScript),
  );
  app.get(`${controlPrefix}/reference.js`, (_request, reply) => reply.type('text/javascript').send(referenceScript));
  app.get(`${controlPrefix}/scalar.js`, (_request, reply) => {
    const file = findReference();
    if (file === undefined) {
      return reply.code(404).send({ message: `install it first: npm install --save-dev ${referencePackage}` });
    }
    return reply.header('cache-control', 'max-age=3600').type('text/javascript').send(readFileSync(file));
  });
  app.get(`${controlPrefix}/openapi.json`, () => ({ ...panel.contract().document, servers: [{ url: '/' }] }));
}

function addQuestions(app: FastifyInstance, panel: ControlPanel): void {
  const makeSample = createSamples(panel);
  app.get(`${controlPrefix}/mock`, () => describeMock(panel));
  app.get<{ Querystring: { count?: string } }>(`${controlPrefix}/state`, ({ query }) =>
    inState(panel, () => describeState(panel, Number(query.count) || LISTED)),
  );
  app.get(`${controlPrefix}/settings`, () => writeSettings(panel.switches.current));
  app.get(`${controlPrefix}/exchanges`, () => showExchanges(panel.log.list(), panel.concealer));
  app.get(`${controlPrefix}/exchanges.har`, (_request, reply) =>
    reply
      .header('content-disposition', 'attachment; filename="docpact.har"')
      .type('application/json')
      .send(writeSeen(panel)),
  );
  app.get(`${controlPrefix}/events`, (_request, reply) => streamEvents(panel, reply));
  app.get<{ Params: { id: string } }>(`${controlPrefix}/operations/:id/sample`, (request, reply) => {
    const operation = panel.contract().operations.find(({ id }) => id.toWellFormed() === request.params.id);
    return operation ? writeSample(panel.contract(), operation, makeSample(operation)) : reply.callNotFound();
  });
}

/** The exchanges of the page as a HAR, without what is secret. */
function writeSeen({ log, base, concealer }: ControlPanel): string {
  const exchanges = log.list().map((each) => toHarExchange(each, { ...each, base: base() }));
  return writeHar(exchanges, { tool: readTool(), hide: createHider(concealer.isSecret) });
}

/** Largest request that is judged before it is sent, in bytes. */
const LARGEST_REQUEST = 1_000_000;

function addChecks(app: FastifyInstance, panel: ControlPanel): void {
  app.post<{ Params: { id: string } }>(
    `${controlPrefix}/operations/:id/check`,
    { bodyLimit: LARGEST_REQUEST },
    (request, reply) => {
      const contract = panel.contract();
      const operation = contract.operations.find(({ id }) => id.toWellFormed() === request.params.id);
      if (!operation) return reply.callNotFound();
      return checkRequest(contract, operation, request.body) ?? reply.code(400).send({ message: 'this is no request' });
    },
  );
}

function addSwitches(app: FastifyInstance, panel: ControlPanel): void {
  app.patch(`${controlPrefix}/settings`, (request, reply) => {
    if (panel.upstream !== undefined)
      return reply.code(409).send({ message: 'a server that is watched answers for itself' });
    const changed = readSettings(request.body, panel.switches.current, panel.contract());
    if (typeof changed === 'string') return reply.code(400).send({ message: changed });
    panel.switches.change(changed);
    return writeSettings(changed);
  });
  app.delete(`${controlPrefix}/state`, async (_request, reply) => {
    await inState(panel, () => panel.state.reset());
    return reply.code(204).send();
  });
  addStateChanges(app, panel);
  app.delete(`${controlPrefix}/exchanges`, (_request, reply) => {
    panel.log.clear();
    return reply.code(204).send();
  });
}
