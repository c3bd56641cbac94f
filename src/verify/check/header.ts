/** Checks of the documented headers of an answer: there when required, and valid against their schemas. */
import { shorten } from '../../http/display/describe-exchange.ts';
import { readHeader } from '../../http/value/header.ts';
import { answerClause } from './answer-clause.ts';
import type { Check } from './outcome.ts';

export const headerSchema: Check = (outcome) => {
  const { documented, exchange, contract } = outcome;
  const { response } = exchange;
  if (!response || !documented) return [];
  return documented.headers.flatMap((documentedHeader): ReturnType<Check> => {
    const { name, required, node } = documentedHeader;
    const header = response.headers[name.toLowerCase()];
    const clause = (keyword: string, at: readonly string[] = []) =>
      answerClause(outcome, documented, { at: ['header', name.toLowerCase(), ...at], kind: keyword });
    if (header === undefined) {
      const missing = {
        clause: clause('required'),
        message: `the header ${name} is missing`,
        expected: name,
        actual: 'no such header',
      };
      return required ? [missing] : [];
    }
    const view = { direction: 'response', demand: 'documented' } as const;
    const values = readHeader(contract, documentedHeader, header);
    const [violation] = values.flatMap((value) => contract.validators.violations(node, value, view));
    if (!violation) return [];
    const message = violation.message.replace(/^the value/, `the header ${name}`);
    const actual = shorten([header].flat().join(', '));
    return [{ clause: clause(violation.keyword, violation.at.map(itemAsList)), message, expected: name, actual }];
  });
};

/** Clauses speak of every item of a list. */
function itemAsList(token: string): string {
  return /^\d+$/.test(token) ? '[]' : token;
}
