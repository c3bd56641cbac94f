/** Values that a server may take for one another: each is free though the other is taken. */
import { valueAt } from '../../../contract/json-pointer.ts';
import { zoneOf } from '../../../contract/zone-of.ts';
import type { Case } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { stepOf } from '../plan-context.ts';
import { distinct, lawCase, type UniqueLaw } from './unique-law.ts';

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
