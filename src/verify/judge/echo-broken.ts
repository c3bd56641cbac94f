/** The law of echo: what was sent comes back. What had to be refused has no right answer to compare with. */
import { isDeepStrictEqual } from 'node:util';
import { formatMember } from '../../contract/violation.ts';
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { convert } from '../../contract/laws.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import type { Judge } from '../finding.ts';
import { shorten } from '../quote-body.ts';

export const echoBroken: Judge = ({ operation, step, exchange, json }) => {
  const status = exchange.response?.status ?? 0;
  if (!json || step.expect === 'refusal' || status < 200 || status >= 300) return [];
  return operation.laws.echo.flatMap(({ from, to, as }) => {
    const sent = evaluateExpression(from, step.values);
    const wanted = convert(sent, as);
    const actual = valueAt(json.value, to);
    if (sent === undefined || isDeepStrictEqual(actual, wanted)) return [];
    return [
      {
        kind: 'echo-broken' as const,
        clause: [operation.id, 'law', 'echo', ...to].join('.'),
        message: `${formatMember(to)} does not come back as it was sent`,
        expected: shorten(JSON.stringify(wanted)),
        actual: actual === undefined ? `no ${formatPointer(to)}` : shorten(JSON.stringify(actual)),
      },
    ];
  });
};
