/** Makes valid requests to one operation by number: the same number, the same request, whatever was made before. */
import { type Operation, parameterKey, type RequestValues } from '../contract/operation.ts';
import type { SchemaNode } from '../contract/schema.ts';
import { compileGenerator, type Generation } from '../fixture/compile-generator.ts';
import type { Kit } from './kit.ts';

export type Members = 'minimal' | 'full';

/** The request of a number: with required members only, or with all. */
export type MakeRequest = (index: number, members: Members) => RequestValues;

export function createMakeRequest({ contract, faker, locale, seed }: Kit, operation: Operation): MakeRequest {
  const compile = (node: SchemaNode) => compileGenerator(contract, node, { faker, locale, direction: 'request' });
  const bodyNode = operation.body?.contents[0]?.node;
  const body = bodyNode && compile(bodyNode);
  const parameters = operation.parameters.map((parameter) => ({ ...parameter, generator: compile(parameter.node) }));
  return (index, members) => {
    const generation: Generation = { seed, index, members };
    const values: Record<string, unknown> = body ? { body: body.generate(generation) } : {};
    for (const parameter of parameters) {
      const { in: place, required, generator, example } = parameter;
      if (!required && members === 'minimal') continue;
      values[place] = {
        ...(values[place] as object | undefined),
        [parameterKey(parameter)]: example ?? generator.generate(generation),
      };
    }
    return values;
  };
}
