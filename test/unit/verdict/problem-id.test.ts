/** The ids of problems: the same wherever the same is found, and of no two things alike. */
import { describe, expect, it } from 'vitest';
import { problemId } from '../../../src/verdict/problem-id.ts';

const clause = 'addThing.response.201.body.size.type';

describe('the id of a problem', () => {
  it('is the same on every machine, in every version', () => {
    expect(problemId({ kind: 'body-schema', clause })).toBe('d95f2a9dc25c');
  });

  it('tells kinds, clauses and places apart', () => {
    const ids = [
      problemId({ kind: 'body-schema', clause }),
      problemId({ kind: 'echo-broken', clause }),
      problemId({ kind: 'body-schema', clause: 'addThing.response.201.body.size' }),
      problemId({ kind: 'body-schema', clause, at: ['size'] }),
      problemId({ kind: 'body-schema', clause, at: ['size', 'unit'] }),
      problemId({ kind: 'body-schema', clause, at: ['size/unit'] }),
      problemId({ kind: 'body-schema', clause, at: [''] }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
