/** Numbers that JSON can write and a server may not be able to hold. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { zoneOf } from '../../../contract/zone-of.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { openCase, type PlanContext } from '../plan-context.ts';

const oddNumbers = [-1, 2 ** 31, 2 ** 40, 1e20];

export function oddNumberCases(context: PlanContext): Case[] {
  const { contract, operation, maker, members } = context;
  const sample = maker.make('full').values;
  const numeric = members.filter(({ at }) => typeof valueAt(sample, at) === 'number');
  return numeric.flatMap(({ at }) =>
    oddNumbers.flatMap((value) => {
      const { values, token } = maker.make('full');
      const changed = changeValues(values, [{ at, value }]);
      if (zoneOf(contract, operation, changed) === 'invalid') return [];
      const name = at.slice(1).join('/');
      return [
        openCase(
          context,
          { id: `number:${name}:${value}`, sentence: `with ${value} as ${name}`, token },
          { values: changed },
        ),
      ];
    }),
  );
}
