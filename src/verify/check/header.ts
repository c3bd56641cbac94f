/** Checks of the documented headers of an answer: there when required, and valid against their schemas. */
import { documentedAnswer } from '../../contract/schema/view-schema.ts';
import { shorten } from '../../http/display/describe-exchange.ts';
import { readHeader } from '../../http/value/header.ts';
import { answerClause } from './answer-clause.ts';
import type { Check, StepOutcome } from './outcome.ts';

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
    const values = readHeader(contract, documentedHeader, header);
    const [violation] = values.flatMap((value) => contract.validators.violations(node, value, documentedAnswer));
    if (!violation) return [];
    const message = violation.message.replace(/^the value/, `the header ${name}`);
    const actual = shorten([header].flat().join(', '));
    return [{ clause: clause(violation.keyword, violation.at.map(itemAsList)), message, expected: name, actual }];
  });
};

/** Why a header was not judged; undefined where all were. */
export function unjudgedHeader({ documented, exchange, contract }: StepOutcome): string | undefined {
  return documented?.headers
    .flatMap((header) => {
      const received = exchange.response?.headers[header.name.toLowerCase()];
      if (received === undefined) return [];
      return readHeader(contract, header, received).map((value) =>
        contract.validators.unjudged(header.node, value, documentedAnswer),
      );
    })
    .find((reason) => reason !== undefined);
}

/** Clauses speak of every item of a list. */
function itemAsList(token: string): string {
  return /^\d+$/.test(token) ? '[]' : token;
}
