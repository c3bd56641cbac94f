/** What the document leaves open: values outside the expected domain. Either answer is right if it conforms. */
import { openFixtures } from '../../fixture/breakage/broken-fixtures.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { contentTypeCases } from './content-type-cases.ts';
import { oddNumberCases } from './odd-number-cases.ts';
import { openCase, type PlanContext } from './plan-context.ts';
import { unknownMemberCases } from './unknown-member-cases.ts';

export function openCases(context: PlanContext): Case[] {
  const unknown = unknownMemberCases(context);
  if (context.depth === 'quick') return unknown.slice(0, 1);
  return [...unexpectedCases(context), ...unknown, ...contentTypeCases(context), ...oddNumberCases(context)];
}

function unexpectedCases(context: PlanContext): Case[] {
  const { contract, operation, fixture, seed, maker } = context;
  const node = operation.body?.contents[0]?.node;
  if (!node) return [];
  const fixtures = openFixtures(contract, node, { ...fixture, direction: 'request', seed });
  return fixtures
    .filter(({ clause }) => !/roperties/.test(clause.keyword))
    .map(({ id, change, clause }) => {
      const { values, token } = maker.make('full');
      const changed = changeValues(values, [{ ...change, at: ['body', ...change.at] }]);
      const sentence = `with ${clause.at.join('/')} outside what is expected of its ${clause.keyword}`;
      return openCase(context, { id, sentence, token }, { values: changed });
    });
}
