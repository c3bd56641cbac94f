/** An answer that the contract makes up: its schema's example, with what was sent in it. */
import type { Contract } from '../contract/contract.ts';
import { setAt } from '../contract/json-pointer.ts';
import { convert } from '../contract/laws.ts';
import { responseFor, type Operation } from '../contract/operation.ts';
import { evaluateExpression } from '../contract/runtime-expression.ts';
import type { ScenarioRequest } from '../contract/scenario.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import { requireFaker } from '../fixture/chance/load-faker.ts';

/** The body that answers `request` with `status`, the same every time; undefined where the document describes none. */
export function makeAnswer(
  contract: Contract,
  { operation, request, status }: { operation: Operation; request: ScenarioRequest; status: number },
): unknown {
  const node = responseFor(operation, status)?.contents[0]?.node;
  if (!node) return undefined;
  const { locale } = contract;
  const generator = compileGenerator(contract, node, { faker: requireFaker(locale), locale, direction: 'response' });
  const body = generator.generate({ seed: 1, index: 0, members: 'full' });
  if (status >= 300 || typeof body !== 'object' || body === null) return body;
  for (const { from, to, as } of operation.laws.echo) {
    const sent = evaluateExpression(from, request);
    if (sent !== undefined) setAt(body, to, convert(sent, as));
  }
  return body;
}
