/** Judges a server of a few routes by a document of a few lines. */
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';
import { type Route, serveRoutes } from './serve-routes.ts';

export const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
export const bare = { description: 'an answer' };
export const refused = { status: 400, json: { message: 'no' } };
export const parameter = (name: string, place: string, schema: unknown = { type: 'string' }) => ({
  name,
  in: place,
  required: true,
  schema,
});

interface Run {
  paths: Record<string, unknown>;
  routes: Record<string, Route>;
  components?: object;
  openapi?: string;
}

export async function judgeDocument({ paths, routes, components = {}, openapi = '3.0.3' }: Run): Promise<VerifyReport> {
  const document = { openapi, info: { title: 'silent', version: '1' }, paths, components };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  return verify({ contract, target: await serveRoutes(routes), runId: 'silent', timeout: 20_000 });
}

export const told = ({ problems }: VerifyReport) =>
  problems.map(({ kind, clause, message, severity }) => `${severity} ${kind} ${clause}: ${message}`);

export const reasons = ({ coverage }: VerifyReport, start: string) =>
  new Set(coverage.outcomes.filter(({ id }) => id.startsWith(start)).map(({ outcome, reason }) => reason ?? outcome));
