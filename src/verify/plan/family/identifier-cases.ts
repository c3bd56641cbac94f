/** Identifiers that name nothing, among them such as no client has: what is not there is not found, and breaks nothing. */
import { plainText } from '../../../contract/name-text.ts';
import { parameterKey, type Parameter } from '../../../contract/operation.ts';
import type { Case, Step } from '../case.ts';
import { changeValues } from '../change-values.ts';
import { makeCase, stepOf, type PlanContext } from '../plan-context.ts';
import { identifiersOf } from '../sequence.ts';

/** Numbers and texts, as the schema takes them: at the edges of what databases and parsers hold, and of what shells and queries mean. */
const odd: readonly unknown[] = [
  0,
  -1,
  2_147_483_648,
  9_007_199_254_740_991,
  1e21,
  '0',
  '9'.repeat(30),
  'x'.repeat(300),
  '\'"`;--',
  '%',
  'null',
  '日本',
];

/** What HTTP and frameworks have for a path that cannot name anything. */
const unnameable = [400, 404, 410, 414, 422];

export function identifierCases(context: PlanContext): Case[] {
  const { operation, contract, depth } = context;
  const bound = identifiersOf(contract, operation);
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  return inPath.flatMap((parameter) => {
    const at = `path/${parameterKey(parameter)}`;
    const values = depth === 'quick' ? [] : odd.filter((value) => isNew(context, parameter, value));
    const oddities = values.map((value) =>
      identifierCase(context, at, { label: plainText(value).slice(0, 20), value }),
    );
    // Where nothing is known to exist every case works on something made up.
    return [...(bound.has(at) ? [identifierCase(context, at, { label: 'made-up' })] : []), ...oddities];
  });
}

/** Whether the document allows the value, and does not list what there is. */
function isNew({ contract }: PlanContext, { node }: Parameter, value: unknown): boolean {
  const listed = typeof node.schema === 'object' && ('enum' in node.schema || 'const' in node.schema);
  return !listed && contract.validators.accepts(node, value, { direction: 'request', demand: 'documented' });
}

function identifierCase(context: PlanContext, at: string, { label, value }: { label: string; value?: unknown }): Case {
  const made = context.maker.make('minimal');
  const values = value === undefined ? made.values : changeValues(made.values, [{ at: at.split('/'), value }]);
  const step: Step = { ...stepOf(context, values), expect: 'either', allow: unnameable, unbound: [at] };
  return makeCase(context, {
    id: `identifier/${at.slice('path/'.length)}:${label}`,
    sentence: `for something that does not exist (${at.slice('path/'.length)} ${label})`,
    steps: [step],
    tokens: [made.token],
  });
}
