/** Lets pages of any origin call the mock (CORS, as the Fetch standard has it): with credentials only those of this machine, and those that are named. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../../contract/operation.ts';
import { isLocalOrigin } from './own-host.ts';

/** Headers that pages may read beside the ones that they always may, and those that the operation documents. */
const exposed = ['allow', 'preference-applied', 'retry-after', 'sl-violations'];

const exposedBy = new WeakMap<Operation, string>();

function exposedFor(operation: Operation | undefined): string {
  if (!operation) return exposed.join(', ');
  const known = exposedBy.get(operation);
  if (known !== undefined) return known;
  const documented = operation.responses.flatMap(({ headers }) => headers.map(({ name }) => name.toLowerCase()));
  const all = [...new Set([...exposed, ...documented])].join(', ');
  exposedBy.set(operation, all);
  return all;
}

/** What a page asks, and of which operation. */
export interface PageRequest {
  origin: string;
  /** Origins that may send credentials, beside those of this machine; `*` stands for all. */
  allowed: readonly string[];
  request: FastifyRequest;
  operation: Operation | undefined;
}

/** All of them: a method that the contract lacks is refused by a sentence, which the page can then read. */
const methods = 'GET, HEAD, PUT, POST, DELETE, PATCH, OPTIONS, QUERY';

/** Marks the answer as meant for the page at `origin`; a preflight is answered here, which gives true. */
export function allowBrowser({ origin, allowed, request, operation }: PageRequest, reply: FastifyReply): boolean {
  const isTrusted = isLocalOrigin(origin) || allowed.includes(origin) || allowed.includes('*');
  void reply.headers({
    'access-control-allow-origin': isTrusted ? origin : '*',
    ...(isTrusted ? { 'access-control-allow-credentials': 'true' } : {}),
    'access-control-expose-headers': exposedFor(operation),
    vary: 'origin',
  });
  const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (!preflight) return false;
  void reply
    .code(204)
    .headers({
      'access-control-allow-methods': methods,
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    })
    .send();
  return true;
}
