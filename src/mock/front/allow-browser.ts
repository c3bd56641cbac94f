/** Lets pages of any origin call the mock (CORS, as the Fetch standard has it). */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Headers that pages may read beside the ones that they always may. */
const exposed = 'allow, preference-applied, sl-violations';

/** All of them: a method that the contract lacks is refused by a sentence, which the page can then read. */
const allowed = 'GET, HEAD, PUT, POST, DELETE, PATCH, OPTIONS';

/** Marks the answer as meant for the page at `origin`; a preflight is answered here, which gives true. */
export function allowBrowser(origin: string, request: FastifyRequest, reply: FastifyReply): boolean {
  void reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposed,
    vary: 'origin',
  });
  const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (!preflight) return false;
  void reply
    .code(204)
    .headers({
      'access-control-allow-methods': allowed,
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    })
    .send();
  return true;
}
