/** The law of echo: what was sent comes back. What had to be refused has no right answer to compare with. */
import { isDeepStrictEqual } from 'node:util';
import { lawClauseId } from '../../contract/clause/clause.ts';
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import { shorten } from '../../http/display/describe-exchange.ts';
import { isSuccess, type Judge } from '../finding.ts';

export const echoBroken: Judge = (judged) => {
  const { operation, step, json } = judged;
  if (!json || step.expect === 'refusal' || !isSuccess(judged)) return [];
  return operation.laws.echo.flatMap(({ from, to, as }) => {
    const sent = evaluateExpression(from, step.values);
    const wanted = convert(sent, as);
    const actual = valueAt(json.value, to);
    if (sent === undefined || isDeepStrictEqual(actual, wanted)) return [];
    return [
      {
        kind: 'echo-broken' as const,
        clause: lawClauseId(operation.id, 'echo', ['body', ...to]),
        message: `${formatMember(to)} does not come back as it was sent`,
        expected: shorten(JSON.stringify(wanted)),
        actual: actual === undefined ? `no ${formatPointer(to)}` : shorten(JSON.stringify(actual)),
      },
    ];
  });
};
