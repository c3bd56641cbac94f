/** What only an unknown member brought does not come back. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import { isSuccess, type Judge, statusClause } from '../finding.ts';

export const leak: Judge = (judged) => {
  const { step, exchange } = judged;
  const { response } = exchange;
  if (!response || !isSuccess(judged)) return [];
  const text = response.body.toString();
  return (step.foreign ?? [])
    .filter((foreign) => text.includes(foreign))
    .map((foreign) => ({
      kind: 'leak' as const,
      clause: statusClause(judged),
      message: 'a member that the document does not know comes back in the answer',
      expected: `an answer without ${JSON.stringify(foreign)}`,
      actual: quoteBody(response),
    }));
};
