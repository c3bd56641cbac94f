/** Gives a step the values that earlier answers of its case hold. */
import { evaluateExpression } from '../contract/runtime-expression.ts';
import type { Exchange } from '../http/client/exchange.ts';
import { readJson } from '../http/value/json.ts';
import type { Step } from './case.ts';
import { changeValues } from './change-values.ts';

/** A step as it was sent, and what came of it. */
export interface SentStep {
  step: Step;
  exchange: Exchange;
}

/** The step with its values; undefined where an answer that it needs does not have them. */
export function bindStep(step: Step, before: readonly SentStep[]): Step | undefined {
  if (!step.bind) return step;
  const changes = step.bind.map(({ at, from, step: index }) => {
    const source = before[index];
    return {
      at,
      value:
        source && (from.message === 'request' ? evaluateExpression(from, source.step.values) : answered(from, source)),
    };
  });
  if (changes.some(({ value }) => value === undefined)) return undefined;
  const [{ at: [part = 'path'] } = { at: [] }] = changes;
  const values = part in step.values ? step.values : { ...step.values, [part]: {} };
  return { ...step, values: changeValues(values, changes) };
}

function answered(from: Parameters<typeof evaluateExpression>[0], { exchange }: SentStep): unknown {
  const { response } = exchange;
  if (!response || response.status >= 300) return undefined;
  return evaluateExpression(from, { body: readJson(response.body)?.value, header: response.headers });
}
