/** What a taken value must not block: everything else may come again. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { zoneOf } from '../../../contract/zone-of.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { stepOf } from '../plan-context.ts';
import { distinct, lawCase, type UniqueLaw } from './unique-law.ts';

/** What one member has taken, others may have: as many of them at once as can. */
export function crossedCase(law: UniqueLaw): Case {
  const { context, at } = law;
  const first = context.maker.make('minimal');
  const second = context.maker.make('full');
  const value = valueAt(first.values, at);
  const values = context.members
    .filter(({ unique, at: place }) => !unique && place.length === 2)
    .reduce((changed, member) => {
      const next = changeValues(changed, [{ at: member.at, value }]);
      return zoneOf(context.contract, context.operation, next) === 'valid' ? next : changed;
    }, second.values);
  return lawCase(law, {
    id: 'unique/crossed',
    sentence: 'that has in its other members what is taken in one',
    steps: [stepOf(context, first.values), distinct(law, values)],
    tokens: [first.token, second.token],
  });
}

/** Everything else may come again: all of it at once. */
export function sameOthersCase(law: UniqueLaw): Case {
  const { context, at } = law;
  const first = context.maker.make('full');
  const second = context.maker.make('full');
  const values = changeValues(first.values, [{ at, value: valueAt(second.values, at) }]);
  return lawCase(law, {
    id: 'unique/same-others',
    sentence: 'that repeats everything but the value that is taken once',
    steps: [stepOf(context, first.values), distinct(law, values)],
    tokens: [first.token, second.token],
  });
}

/** Everything else may come again: each member alone, so that the finding names it. */
export function sameValueCases(law: UniqueLaw): Case[] {
  const { context } = law;
  return context.members
    .filter(({ unique, at, optional }) => !unique && at.length === 2 && !optional)
    .map(({ at }) => {
      const first = context.maker.make('minimal');
      const second = context.maker.make('minimal');
      const values = changeValues(second.values, [{ at, value: valueAt(first.values, at) }]);
      const steps = [stepOf(context, first.values), distinct(law, values)];
      const name = at.slice(1).join('/');
      return lawCase(law, {
        id: `unique/same:${name}`,
        sentence: `that repeats ${name} under a new value`,
        steps,
        tokens: [first.token, second.token],
      });
    });
}
