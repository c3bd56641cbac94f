/** Patterns and texts that stop engines which go back: a run goes on, and says what it could not judge. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { serveRoutes } from './serve-routes.ts';

async function verifyNames(pattern: string, name: string) {
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string', pattern } } };
  const contract = loadContract(writeContract({ 'openapi.json': documentWith({ type: 'object' }, schema) }));
  const target = await serveRoutes({ 'POST /things': () => ({ status: 201, json: { name } }) });
  const report = await verify({ contract, target });
  const outcomes = report.coverage.outcomes.filter(({ id }) => /response.*pattern|201.*pattern/.test(id));
  return { problems: report.problems.filter(({ kind }) => kind === 'body-schema'), outcomes };
}

describe('an answer whose text is slow to judge', () => {
  it('is judged where there is a way', async () => {
    const wrong = await verifyNames('^(a+)+$', `${'a'.repeat(34)}!`);
    expect(wrong.problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining('must match pattern') }),
    ]);
    const right = await verifyNames('^(a+)+$', 'a'.repeat(10_000));
    expect(right).toEqual({ problems: [], outcomes: [expect.objectContaining({ outcome: 'held' })] });
  });

  it('is not judged where it nests beyond all measure, and the run goes on', async () => {
    const tree = { type: 'array', items: { $ref: '#/components/schemas/Tree' } };
    const schema = { type: 'object', properties: { tree: { $ref: '#/components/schemas/Tree' } } };
    const document = { ...documentWith({ type: 'object' }, schema), components: { schemas: { Tree: tree } } };
    const text = `{"tree":${'['.repeat(2_500)}${']'.repeat(2_500)}}`;
    const target = await serveRoutes({
      'POST /things': () => ({ status: 201, text, headers: { 'content-type': 'application/json' } }),
    });
    const report = await verify({ contract: loadContract(writeContract({ 'openapi.json': document })), target });
    expect(report.problems.filter(({ kind }) => kind === 'body-schema' || kind === 'not-json')).toEqual([]);
    const reasons = new Set(report.coverage.outcomes.map(({ reason }) => reason));
    expect(reasons).toContain('an answer that nests so deep is not judged');
  });

  it('is flagged nowhere, and its clauses are not reached, where there is none', async () => {
    const { problems, outcomes } = await verifyNames('^(a+)+(b?)\\2$', `${'a'.repeat(40)}!`);
    expect(problems).toEqual([]);
    expect(outcomes).toEqual([
      expect.objectContaining({ outcome: 'not reached', reason: expect.stringMatching(/41 characters.*too long/) }),
    ]);
  });
});
