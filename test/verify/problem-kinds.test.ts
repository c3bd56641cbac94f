/** Every kind of problem is found on a server that has it, and named by the clause that is broken. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { severityOrder, type ProblemKind } from '../../src/verdict/problem-kind.ts';
import { verify } from '../../src/verify/verify.ts';
import { changeBody, contract, faultyTarget, sentBody, type Fault } from './break-mock.ts';
import { serveRoutes } from './serve-routes.ts';
import { documentWith, writeContract } from '../write-contract.ts';

const plain: Fault = (request, send) => send(request);

/** Fails for requests whose body fits. */
function when(fits: (body: Record<string, unknown>) => boolean, fault: Fault): Fault {
  return async (request, send) => (fits(await sentBody(request)) ? fault(request, send) : send(request));
}

const answer =
  (body: string, status: number, type = 'application/json'): Fault =>
  async () =>
    new Response(body, { status, headers: { 'content-type': type } });

let last: Record<string, unknown> = {};
const urls = new Set<unknown>();
let count = 0;

const faults: Partial<Record<ProblemKind, [fault: Fault, clause: string]>> = {
  'connection-lost': [
    when(
      ({ status }) => status === 2,
      () => Promise.reject(new Error('gone')),
    ),
    'addRegion.request.body.status.type',
  ],
  'no-answer': [
    when(
      ({ status }) => status === 2,
      () => new Promise<Response>(() => undefined),
    ),
    'addRegion.response.201.status',
  ],
  'server-error': [when(({ scope }) => scope === 'public', answer('oops', 500)), 'addRegion.request.body.scope.type'],
  'nesting-limit': [
    async (request, send) =>
      (await request.clone().text()).includes('[[[[[[[[') ? answer('oops', 500)(request, send) : send(request),
    'addRegion.response.400.status',
  ],
  redirected: [answer('', 302), 'addRegion.response.201.status'],
  unauthorized: [answer('{"msg":"who?"}', 401), 'addRegion.response.201.status'],
  'not-found': [answer('{"msg":"no"}', 404), 'addRegion.response.201.status'],
  'refuses-everything': [answer('{"msg":"token is required"}', 400), 'addRegion.response.201.status'],
  'refused-valid': [
    when(({ desc }) => String(desc).includes('\n'), answer('{"msg":"no"}', 400)),
    'addRegion.request.body.desc.type',
  ],
  'accepted-invalid': [
    async (request, send) => {
      const body = await sentBody(request);
      const accepted = typeof body['status'] === 'string';
      const repaired = new Request(request.url, {
        method: 'POST',
        headers: request.headers,
        body: JSON.stringify({ ...body, status: 1 }),
      });
      return send(accepted ? repaired : request);
    },
    'addRegion.request.body.status.type',
  ],
  'undocumented-status': [
    async (request, send) => {
      const response = await send(request);
      return response.status === 400
        ? new Response(response.body, { status: 422, headers: response.headers })
        : response;
    },
    'addRegion.response.400.status',
  ],
  'not-json': [when(({ status }) => status === 3, answer("{'a': 1}", 201)), 'addRegion.response.201.body.media-type'],
  'content-type': [
    async (request, send) => {
      const response = await send(request);
      return new Response(response.body, { status: response.status, headers: { 'content-type': 'text/html' } });
    },
    'addRegion.response.201.body.media-type',
  ],
  'body-schema': [
    changeBody(201, (body) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'region_id'))),
    'addRegion.response.201.body.region_id.required',
  ],
  'echo-broken': [
    changeBody(201, (body) => ({ ...body, region_alias: String(body['region_alias']).toLowerCase() })),
    'addRegion.law.echo.region_alias',
  ],
  'duplicate-accepted': [
    async (request, send) => {
      const response = await send(request);
      if (response.status !== 400) return response;
      const body = (await response.json()) as { msg: string };
      const sent = await sentBody(request);
      if (!body.msg.includes('exists')) return Response.json(body, { status: 400 });
      return Response.json(
        { region_id: crypto.randomUUID(), ...sent, status: String(sent['status'] ?? 0) },
        { status: 201 },
      );
    },
    'addRegion.law.unique.region_name',
  ],
  'distinct-refused': [
    async (request, send) => {
      const { url } = await sentBody(request);
      if (urls.has(url)) return Response.json({ msg: 'url exists' }, { status: 400 });
      if (url !== undefined) urls.add(url);
      return send(request);
    },
    'addRegion.law.unique.region_name',
  ],
  'identifier-repeated': [
    changeBody(201, (body) => ({ ...body, region_id: 'always-the-same' })),
    'addRegion.law.fresh.region_id',
  ],
  leak: [
    changeBody(201, (body) => {
      const mixed = { ...body, token: last['desc'] ?? 'none' };
      last = body;
      return mixed;
    }),
    'addRegion.response.201.status',
  ],
  unstable: [
    async (request, send) => {
      count += 1;
      return count === 5 ? new Response('oops', { status: 500 }) : send(request);
    },
    'addRegion.response.201.status',
  ],
  'stack-trace': [
    changeBody(400, () => ({ msg: 'Traceback (most recent call last):\n  File "x.py", line 3' })),
    'addRegion.response.400.status',
  ],
};

/** What a quick run does not send yet; it finds all others. */
const deeper: ReadonlySet<string> = new Set<ProblemKind>(['nesting-limit', 'refused-valid']);

describe('verify', () => {
  it('finds nothing on a server that conforms, and leaves no clause out', async () => {
    const report = await verify({ contract, target: await faultyTarget(plain) });
    expect(report.problems).toEqual([]);
    expect(report.conforms).toBe(true);
    expect(report.coverage.uncovered).toEqual([]);
    expect(report.summary.requests).toBeLessThanOrEqual(600);
  });

  it.each(Object.entries(faults))('finds %s', async (kind, [fault, clause]) => {
    const target = await faultyTarget(fault);
    const timeout = kind === 'no-answer' ? 300 : 5_000;
    const report = await verify({ contract, target, timeout, depth: deeper.has(kind) ? 'standard' : 'quick' });
    expect(report.conforms).toBe(false);
    expect(report.problems.map((problem) => [problem.kind, problem.clause])).toContainEqual([kind, clause]);
  });

  it.each([
    ['bad-framing', { 'content-encoding': 'gzip' }],
    ['too-large', { 'x-many': 'a'.repeat(70_000) }],
  ])('finds %s, over a socket, in some of the answers', async (kind, headers) => {
    const flagged = { type: 'object', required: ['flag'], properties: { flag: { type: 'boolean' } } };
    const target = await serveRoutes({
      'POST /things': ({ body }) => {
        const flag = (body as { flag?: unknown } | null)?.flag;
        if (typeof flag !== 'boolean') return { status: 400 };
        return { status: 201, json: {}, ...(flag ? { headers } : {}) };
      },
    });
    const small = loadContract(writeContract({ 'openapi.json': documentWith(flagged) }));
    const report = await verify({ contract: small, target, depth: 'quick' });
    expect(report.problems.map((problem) => problem.kind)).toContain(kind);
    expect(report.conforms).toBe(false);
  });

  it('has a server for every kind but those that need a socket', () => {
    const missing = severityOrder.filter((kind) => !(kind in faults));
    // And those of laws over several requests, which take a server that remembers.
    const ofLaws = [
      'not-kept',
      'not-listed',
      'not-gone',
      'found-elsewhere',
      'changed-unasked',
      'page-broken',
      'condition-ignored',
    ];
    // What a client does wrong shows in recorded traffic only: verify is no client of that kind.
    expect(missing).toEqual(['bad-framing', 'too-large', 'invalid-request', ...ofLaws]);
  });
});
