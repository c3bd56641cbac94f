/** Checks of what an answer makes of its request: what was sent comes back, and what nobody knows does not. */
import { isDeepStrictEqual } from 'node:util';
import { lawClauseId } from '../../contract/clause-id.ts';
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { formatMember } from '../../contract/violation.ts';
import { quoteBody, shorten } from '../../http/quote-body.ts';
import { statusClause } from './answer-clause.ts';
import { isSuccess, type Check } from './outcome.ts';

/** The law of echo: what was sent comes back. What had to be refused has no right answer to compare with. */
export const echoBroken: Check = (outcome) => {
  const { operation, step, json } = outcome;
  if (!json || step.expect === 'refusal' || !isSuccess(outcome)) return [];
  return operation.laws.echo.flatMap(({ from, to, as }) => {
    const sent = evaluateExpression(from, step.values);
    const wanted = convert(sent, as);
    const actual = valueAt(json.value, to);
    if (sent === undefined || isDeepStrictEqual(actual, wanted)) return [];
    return [
      {
        clause: lawClauseId(operation.id, 'echo', ['body', ...to]),
        message: `${formatMember(to)} does not come back as it was sent`,
        expected: shorten(JSON.stringify(wanted)),
        actual: actual === undefined ? `no ${formatPointer(to)}` : shorten(JSON.stringify(actual)),
      },
    ];
  });
};

/** What only an unknown member brought does not come back. */
export const leak: Check = (outcome) => {
  const { step, exchange } = outcome;
  const { response } = exchange;
  if (!response || !isSuccess(outcome)) return [];
  const text = response.body.toString();
  return (step.foreign ?? [])
    .filter((foreign) => text.includes(foreign))
    .map((foreign) => ({
      clause: statusClause(outcome),
      message: 'a member that the document does not know comes back in the answer',
      expected: `an answer without ${JSON.stringify(foreign)}`,
      actual: quoteBody(response),
    }));
};
