/** Lets pages of any origin call the mock (CORS, as the Fetch standard has it). */
import type { FastifyInstance } from 'fastify';

/** Headers that pages may read beside the ones that they always may. */
const exposed = 'allow, preference-applied, sl-violations';

/** All of them: a method that the contract lacks is refused by a sentence, which the page can then read. */
const allowed = 'GET, HEAD, PUT, POST, DELETE, PATCH, OPTIONS';

/** Answers preflights, and marks every answer to a page as meant for it. A request without an Origin costs nothing. */
export function allowBrowsers(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin === undefined) return done();
    void reply.headers({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': exposed,
      vary: 'origin',
    });
    const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (!preflight) return done();
    void reply
      .code(204)
      .headers({
        'access-control-allow-methods': allowed,
        'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
        'access-control-max-age': '600',
      })
      .send();
  });
}
