/** The body does not obey the schema of its status. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import { judgedContent } from '../documented-content.ts';
import { answerClause, type Judge } from '../finding.ts';

export const bodySchema: Judge = (judged) => {
  const { contract, documented, exchange, json } = judged;
  const { response } = exchange;
  const node = judgedContent(judged)?.node;
  if (!json || !node || !response || !documented) return [];
  const view = { direction: 'response', demand: 'documented' } as const;
  return contract.validators.violations(node, json.value, view).map(({ at, keyword, message }) => ({
    kind: 'body-schema',
    clause: answerClause(judged, documented, { at: ['body', ...at.map(itemAsList)], kind: keyword }),
    message: message.replace(/^the value/, 'the answer'),
    expected: `a body that obeys the schema of ${documented.status}`,
    actual: quoteBody(response),
  }));
};

/** Clauses speak of every item of a list. */
function itemAsList(token: string): string {
  return /^\d+$/.test(token) ? '[]' : token;
}
