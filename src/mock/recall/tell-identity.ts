/** What an exchange says of the identity of a thing. */
import { nameText } from '../../contract/name-text.ts';
import type { RequestValues } from '../../contract/operation.ts';
import type { Origin } from '../../contract/resource/origin.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';

/** The first text or number that an origin gives. */
export function tellIdentity(origins: readonly Origin[], request: RequestValues, body: unknown): string | undefined {
  for (const { expression } of origins) {
    const value = evaluateExpression(expression, expression.message === 'request' ? request : { body });
    const text = nameText(value);
    if (text !== undefined) return text;
  }
  return undefined;
}
