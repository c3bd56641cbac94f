/** The documented headers of an answer: there when required, and valid against their schemas. */
import { shorten } from '../../http/display/describe-exchange.ts';
import { answerClause, type Finding, type Judge } from '../finding.ts';

export const headerSchema: Judge = (judged) => {
  const { documented, exchange, contract } = judged;
  const { response } = exchange;
  if (!response || !documented) return [];
  return documented.headers.flatMap(({ name, required, node }): Finding[] => {
    const header = response.headers[name.toLowerCase()];
    const clause = (keyword: string) =>
      answerClause(judged, documented, { at: ['header', name.toLowerCase()], kind: keyword });
    if (header === undefined) {
      const missing = {
        kind: 'body-schema',
        clause: clause('required'),
        message: `the header ${name} is missing`,
        expected: name,
        actual: 'no such header',
      } as const;
      return required ? [missing] : [];
    }
    const text = [header].flat().join(', ');
    const candidates = [text, Number(text), text === 'true'];
    const view = { direction: 'response', demand: 'documented' } as const;
    if (candidates.some((value) => contract.validators.accepts(node, value, view))) return [];
    const [violation] = contract.validators.violations(node, text, view);
    const message = violation?.message.replace(/^the value/, `the header ${name}`) ?? `the header ${name} is wrong`;
    return [
      {
        kind: 'body-schema',
        clause: clause(violation?.keyword ?? 'type'),
        message,
        expected: name,
        actual: shorten(text),
      },
    ];
  });
};
