/** Checks of the documented headers of an answer: there when required, and valid against their schemas. */
import { shorten } from '../../http/display/describe-exchange.ts';
import { answerClause } from './answer-clause.ts';
import type { Check } from './outcome.ts';

export const headerSchema: Check = (outcome) => {
  const { documented, exchange, contract } = outcome;
  const { response } = exchange;
  if (!response || !documented) return [];
  return documented.headers.flatMap(({ name, required, node }): ReturnType<Check> => {
    const header = response.headers[name.toLowerCase()];
    const clause = (keyword: string) =>
      answerClause(outcome, documented, { at: ['header', name.toLowerCase()], kind: keyword });
    if (header === undefined) {
      const missing = {
        clause: clause('required'),
        message: `the header ${name} is missing`,
        expected: name,
        actual: 'no such header',
      };
      return required ? [missing] : [];
    }
    const text = [header].flat().join(', ');
    const candidates = [text, Number(text), text === 'true'];
    const view = { direction: 'response', demand: 'documented' } as const;
    if (candidates.some((value) => contract.validators.accepts(node, value, view))) return [];
    const [violation] = contract.validators.violations(node, text, view);
    const message = violation?.message.replace(/^the value/, `the header ${name}`) ?? `the header ${name} is wrong`;
    return [{ clause: clause(violation?.keyword ?? 'type'), message, expected: name, actual: shorten(text) }];
  });
};
