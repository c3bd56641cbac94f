/** What a taken value must not block: everything else may come again, and values that only look like it are free. */
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

/** Everything else may come again: each member alone, so that the problem names it. */
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

/** Two values that a server may take for one, made of a fresh text. */
const near: readonly [id: string, sentence: string, pair: (text: string, token: string) => [string, string]][] = [
  ['upper-case', 'in case', (text) => [text, text.toUpperCase()]],
  ['lower-case', 'in lower case', (text) => [`Ab-${text}`, `ab-${text.toLowerCase()}`]],
  ['longer', 'by a longer end', (text) => [text, `${text}-b`]],
  ['shorter', 'by a shorter end', (text) => [text, text.slice(0, -1)]],
  ['other-end', 'at its end', (text) => [text, text.slice(0, -1) + (text.endsWith('x') ? 'y' : 'x')]],
  ['other-start', 'at its beginning', (text) => [text, (text.startsWith('x') ? 'y' : 'x') + text.slice(1)]],
  ['accent', 'by an accent', (text) => [`e-${text}`, `é-${text}`]],
  ['normal-form', 'in its normal form', (text) => [`é-${text}`, `e\u0301-${text}`]],
  ['wide', 'in width', (text) => [`1-${text}`, `１-${text}`]],
  ['beyond-ascii', 'beyond ASCII', (text) => [`数-${text}`, `据-${text}`]],
  ['separator', 'in a separator', (text) => [`a-${text}`, `a_${text}`]],
  ['leading-zero', 'by a leading zero', (_, token) => [token, `0${token}`]],
];

/** Values that a server may take for one another: each is free though the other is taken. */
export function nearValueCases(law: UniqueLaw): Case[] {
  const { context, at } = law;
  return near.flatMap(([id, difference, pair]) => {
    const first = context.maker.make('minimal');
    const second = context.maker.make('minimal');
    const text = valueAt(first.values, at);
    if (typeof text !== 'string') return [];
    const [one, other] = pair(text, first.token);
    const base = changeValues(first.values, [{ at, value: one }]);
    const values = changeValues(second.values, [{ at, value: other }]);
    const valid = [base, values].every((each) => zoneOf(context.contract, context.operation, each) === 'valid');
    if (!valid || one === other) return [];
    const steps = [stepOf(context, base), distinct(law, values)];
    const sentence = `whose value differs from a taken one ${difference} only`;
    return [lawCase(law, { id: `unique/near:${id}`, sentence, steps, tokens: [first.token, second.token] })];
  });
}
