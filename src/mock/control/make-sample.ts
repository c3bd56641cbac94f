/** Requests that an operation takes, made up: something to send where nobody wrote a scenario. */
import { type Operation, type Parameter, parameterKey, type RequestValues } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { compileGenerator } from '../../fixture/compile-generator.ts';
import { ContractError } from '../../errors.ts';
import type { ControlPanel } from './control-panel.ts';

/** Another valid request at every call. */
type MakeSample = (operation: Operation) => RequestValues;

export function createSamples({
  contract,
  faker,
  locale,
  seed,
}: Pick<ControlPanel, 'contract' | 'faker' | 'locale' | 'seed'>): MakeSample {
  let index = 0;
  const make = (node: SchemaNode): unknown => {
    try {
      const generator = compileGenerator(contract(), node, { faker, locale, direction: 'request', trials: 1 });
      return generator.generate({ seed, index: index++, members: 'minimal' });
    } catch (error) {
      // Without a value there is something left to fill in by hand, which is better than no sample at all.
      if (!(error instanceof ContractError)) throw error;
      return undefined;
    }
  };
  const valueOf = ({ example, node }: Parameter): unknown => example ?? make(node);
  return ({ parameters, body }) => {
    const values: Record<string, Record<string, unknown>> = {};
    for (const parameter of parameters.filter(({ required }) => required)) {
      values[parameter.in] = { ...values[parameter.in], [parameterKey(parameter)]: valueOf(parameter) };
    }
    const content = body?.contents[0];
    if (!content) return values;
    const [example] = content.examples.values();
    const value = example ?? (content.node ? make(content.node) : undefined);
    return { ...values, ...(value === undefined ? {} : { body: value }) };
  };
}
