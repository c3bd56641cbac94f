/** What proving one contract works with, made once a worker. */
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { loadPrism } from '../mock/engine/load-prism.ts';
import { createNegotiator, type Negotiate } from '../mock/engine/negotiate.ts';
import type { Case, Depth } from '../verify/plan/case.ts';
import { planCases } from '../verify/plan/plan-cases.ts';
import { listCases } from '../verify/run/run-plan.ts';

export interface KitOptions {
  contract: Contract;
  seed: number;
  depth: Depth;
}

export interface Kit extends KitOptions {
  faker: Awaited<ReturnType<typeof loadFaker>>;
  locale: string;
  negotiate: Negotiate;
  /** What verify sends to an operation, planned once. */
  casesFor(operation: Operation): readonly Case[];
}

export async function createKit({ contract, seed, depth }: KitOptions): Promise<Kit> {
  const { locale } = contract;
  const faker = await loadFaker(locale);
  const plans = new Map<string, readonly Case[]>();
  const plan = (operation: Operation): readonly Case[] =>
    listCases(
      planCases(contract, {
        operations: [operation],
        depth,
        seed,
        runId: `prove-${seed}`,
        values: {},
        fixture: { faker, locale },
      }),
    );
  return {
    contract,
    seed,
    depth,
    faker,
    locale,
    negotiate: createNegotiator(contract, loadPrism),
    casesFor(operation) {
      const known = plans.get(operation.id) ?? plan(operation);
      plans.set(operation.id, known);
      return known;
    },
  };
}
