/** Keeps other sites out: a page of theirs in the same browser may neither read nor switch a mock. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IsOwnHost } from '../front/own-host.ts';

/** Refuses requests that another site's page sent, or that a name led here which is not this machine's (DNS rebinding). */
export function guardControl(app: FastifyInstance, isOwn: IsOwnHost): void {
  app.addHook('onRequest', (request, reply, done) => {
    const reason = refusalOf(request, isOwn);
    if (reason === undefined) return done();
    void reply.code(403).send({ message: reason });
  });
}

function refusalOf({ headers, method }: FastifyRequest, isOwn: IsOwnHost): string | undefined {
  if (!isOwn(headers.host)) return 'this Host is not a name of the mock';
  const { origin } = headers;
  if (origin !== undefined && hostOf(origin) !== hostOf(`http://${headers.host}`)) return 'this Origin is another site';
  const site = headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  // A link from elsewhere may open the page; nothing else may be asked from there.
  if (foreign && !(method === 'GET' && headers['sec-fetch-mode'] === 'navigate'))
    return 'this request comes from another site';
  return undefined;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
