/** The same case with fresh values, to be sent again. */
import { isSchemaObject } from '../../contract/schema.ts';
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { replaceBytes, type Replacements } from '../../http/client/renew-requests.ts';
import type { Case, Step } from '../plan/case.ts';
import { renewValue } from '../plan/change-values.ts';
import type { MadeRequest } from '../plan/request-maker.ts';

/** `next` gives a text of digits that no request has had; it is as long as the one that it replaces. */
export function renewCase(each: Case, next: () => string): Case {
  const replacements = new Map(each.tokens.map((token) => [token, next()]));
  return {
    ...each,
    tokens: [...replacements.values()],
    steps: each.steps.map((step) => renewStep(step, replacements)),
  };
}

function renewStep(step: Step, replacements: Replacements): Step {
  const { raw } = step.form;
  const renewed = raw && replaceBytes(raw, replacements);
  return {
    ...step,
    values: renewValue(step.values, replacements),
    form: { ...step.form, ...(renewed ? { raw: renewed } : {}) },
    ...(step.foreign ? { foreign: renewValue(step.foreign, replacements) } : {}),
  };
}

/** The same case, but what comes before its own requests has other values for the members that it must have. */
export function renewSetups(each: Case, make: (operation: Operation) => MadeRequest): Case {
  const tokens: string[] = [];
  const steps = each.steps.map((step) => {
    if (!step.setup || step.shared !== undefined) return step;
    const { values, token } = make(step.setup);
    tokens.push(token);
    return { ...step, values: mergeValues(step.values, values) };
  });
  return { ...each, tokens: [...each.tokens, ...tokens], steps };
}

function mergeValues(values: RequestValues, others: RequestValues): RequestValues {
  const merged = Object.entries(others).map(([part, other]) => {
    const own = (values as Record<string, unknown>)[part];
    return [part, isSchemaObject(own) && isSchemaObject(other) ? { ...own, ...other } : other];
  });
  return { ...values, ...Object.fromEntries(merged) };
}

/** The fresh texts in values: nine digits each, which every sending replaces. */
export function freshDigitsIn(values: RequestValues): string[] {
  return [...new Set(JSON.stringify(values).match(/(?<!\d)\d{9}(?!\d)/g))];
}
