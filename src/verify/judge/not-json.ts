/** The body should be JSON and is none. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import { judgedContent } from '../documented-content.ts';
import { answerClause, type Judge } from '../finding.ts';

export const notJson: Judge = (judged) => {
  const { documented, exchange, json } = judged;
  const { response } = exchange;
  if (json || !response || !documented || !judgedContent(judged)) return [];
  const empty = response.body.length === 0;
  return [
    {
      kind: 'not-json',
      clause: answerClause(judged, documented, { at: ['body'], kind: 'media-type' }),
      message: empty ? 'the answer is empty' : 'the answer is not JSON',
      expected: 'a JSON text',
      actual: empty ? 'nothing' : quoteBody(response),
    },
  ];
};
