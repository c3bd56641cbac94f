/** Renewing a case changes its fresh texts, all of them, and nothing else. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { renewCase } from '../../../src/verify/problem/renew-case.ts';
import { planRun } from '../../../src/verify/verify.ts';
import { ownContract } from '../../write-contract.ts';

const cases = await planRun({ contract: loadContract(ownContract), runId: 'renewed' });

/** Everything that is sent, raw bytes as latin1, so that they compare byte for byte. */
function textOf(each: (typeof cases)[number]): string {
  return JSON.stringify(each.steps, (_, value: unknown) =>
    value !== null && typeof value === 'object' && 'type' in value && value.type === 'Buffer'
      ? Buffer.from((value as unknown as { data: number[] }).data).toString('latin1')
      : value,
  );
}

let last = 900_000_000;
const next = () => String((last += 1));

describe('a renewed case', () => {
  it('has none of its old fresh texts left', () => {
    const stale = cases.flatMap((each) => {
      const text = textOf(renewCase(each, next));
      return each.tokens.filter((token) => text.includes(token)).map((token) => `${each.id} ${token}`);
    });
    expect(stale).toEqual([]);
  });

  it('is otherwise the same', () => {
    for (const each of cases) {
      const renewed = renewCase(each, next);
      const back = new Map(renewed.tokens.map((token, index) => [token, each.tokens[index] ?? '']));
      const restored = textOf(renewed).replaceAll(/9000\d{5}/g, (token) => back.get(token) ?? token);
      expect(restored).toBe(textOf(each));
    }
  });

  it('has tokens as long as before', () => {
    for (const each of cases) {
      expect(renewCase(each, next).tokens.map(({ length }) => length)).toEqual(each.tokens.map(({ length }) => length));
    }
  });
});
