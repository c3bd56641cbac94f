/** Odd values that are taken once like any other. */
import { valueAt } from '../../../contract/json-pointer.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { stepOf } from '../plan-context.ts';
import { lawCase, rival, taken, type UniqueLaw } from './unique-law.ts';

/** Odd values are taken once too: those that a server may store otherwise than it compares. */
export function oddValueCases(law: UniqueLaw): Case[] {
  const { context, at } = law;
  const values = context.valuesOf.get(at.join('/')) ?? [];
  return values
    .filter(({ label }) => /cjk|quotes|upper|accents|characters|times/.test(label))
    .slice(0, 7)
    .map(({ label, write }) => {
      const made = context.maker.make('minimal');
      const first = {
        ...made,
        values: changeValues(made.values, [{ at, value: write(valueAt(made.values, at), made.token) }]),
      };
      const second = rival(law, first);
      const steps = [stepOf(context, first.values), taken(law, second.values)];
      return lawCase(law, {
        id: `unique/odd:${label}`,
        sentence: `that takes a value with ${label} twice`,
        steps,
        tokens: [first.token, second.token],
      });
    });
}

/** Texts that cannot be made fresh: an earlier run may have taken them, but whoever accepts them gives them back. */
export function staleValueCases(law: UniqueLaw): Case[] {
  const { context, at } = law;
  if (typeof valueAt(context.maker.make('minimal').values, at) !== 'string') return [];
  return ['null', 'true', '0', 'x'].map((text) => {
    const made = context.maker.make('minimal');
    const step: Step = { values: changeValues(made.values, [{ at, value: text }]), form: {}, expect: 'either' };
    return lawCase(law, {
      id: `unique/stale:${text}`,
      sentence: `that takes the value "${text}"`,
      steps: [step],
      tokens: [made.token],
    });
  });
}
