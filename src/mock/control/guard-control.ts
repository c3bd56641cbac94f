/** Keeps other sites out: a page of theirs in the same browser may neither read nor switch a mock. */
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Refuses requests that another site's page sent, or that a name led here which is not this machine's (DNS rebinding). */
export function guardControl(app: FastifyInstance, host: string): void {
  const names = new Set(['localhost', hostname().toLowerCase(), host.toLowerCase()]);
  app.addHook('onRequest', (request, reply, done) => {
    const reason = refusalOf(request, names);
    if (reason === undefined) return done();
    void reply.code(403).send({ message: reason });
  });
}

function refusalOf({ headers, method }: FastifyRequest, names: ReadonlySet<string>): string | undefined {
  const host = hostOf(`http://${headers.host ?? ''}`);
  if (host === undefined || !isOwn(host.name, names)) return 'this Host is not a name of the mock';
  const { origin } = headers;
  if (origin !== undefined && hostOf(origin)?.whole !== host.whole) return 'this Origin is another site';
  const site = headers['sec-fetch-site'];
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  // A link from elsewhere may open the page; nothing else may be asked from there.
  if (foreign && !(method === 'GET' && headers['sec-fetch-mode'] === 'navigate'))
    return 'this request comes from another site';
  return undefined;
}

function isOwn(name: string, names: ReadonlySet<string>): boolean {
  return names.has(name) || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function hostOf(url: string): { name: string; whole: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname: name, host } = new URL(url);
  return { name, whole: host };
}
