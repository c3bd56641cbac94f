/** What only an unknown member brought does not come back. */
import { isSuccess, statusClause, type Judge } from '../finding.ts';
import { quoteBody } from '../../http/display/quote-body.ts';

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
