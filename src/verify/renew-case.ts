/** The same case with fresh values, to be sent again. */
import { replaceAll, replaceTexts } from './change-values.ts';
import type { Case, Step } from './case.ts';

/** `next` gives a text of digits that no request has had; it is as long as the one that it replaces. */
export function renewCase(each: Case, next: () => string): Case {
  const replacements = new Map(each.tokens.map((token) => [token, next()]));
  return {
    ...each,
    tokens: [...replacements.values()],
    steps: each.steps.map((step) => renewStep(step, replacements)),
  };
}

function renewStep(step: Step, replacements: ReadonlyMap<string, string>): Step {
  const { raw } = step.form;
  // Byte for byte: a body that is no UTF-8 must stay as broken as it is.
  const renewed = raw && Buffer.from(replaceAll(raw.toString('latin1'), replacements), 'latin1');
  return {
    ...step,
    values: replaceTexts(step.values, replacements),
    form: { ...step.form, ...(renewed ? { raw: renewed } : {}) },
    ...(step.foreign ? { foreign: replaceTexts(step.foreign, replacements) } : {}),
  };
}
