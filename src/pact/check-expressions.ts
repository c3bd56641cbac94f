/** What a state gave has to come back where the pact says so. Pact sends such values, and compares no answer with them. */
import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../contract/json-pointer.ts';
import { parseBodyPath } from './body-path.ts';
import { jsonOf } from './exchanged.ts';
import type { PactInteraction } from './pact-file.ts';
import type { PactDifference } from './run-verifier.ts';
import type { Recorded } from './verification-server.ts';

/** A difference for each value that came, and is another; one that did not come is Pact's to tell. */
export function unkeptExpressions(
  { expressions, body, status }: PactInteraction,
  { values, exchange }: Recorded,
): PactDifference[] {
  if (exchange?.response?.status !== status) return [];
  const answer = jsonOf(exchange);
  return Object.entries(expressions).flatMap(([path, expression]) => {
    const tokens = parseBodyPath(path);
    const wanted = evaluate(expression, values) ?? valueAt(body, tokens);
    const actual = valueAt(answer, tokens);
    if (actual === undefined || isDeepStrictEqual(actual, wanted)) return [];
    const shown = JSON.stringify(wanted);
    return [
      {
        type: 'BodyMismatch',
        path,
        expected: shown,
        actual: JSON.stringify(actual),
        mismatch: `Expected ${JSON.stringify(actual)} to be ${shown}, as it was sent`,
      },
    ];
  });
}

/** A lone name gives the value itself; undefined where a name has none. */
function evaluate(expression: string, values: Readonly<Record<string, unknown>>): unknown {
  const [, only] = /^\$\{([^}]*)\}$/.exec(expression) ?? [];
  if (only !== undefined) return Object.hasOwn(values, only) ? values[only] : undefined;
  let complete = true;
  const text = expression.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    complete &&= Object.hasOwn(values, name);
    return String(values[name]);
  });
  return complete ? text : undefined;
}
