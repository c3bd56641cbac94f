/** Makes valid requests to one operation, each with values that no other request of this or another run has. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import {
  heedsBody,
  type Operation,
  type Parameter,
  parameterKey,
  type RequestValues,
} from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import {
  compileGenerator,
  type Fullness,
  type Generation,
  type Generator,
  type GeneratorOptions,
} from '../../fixture/compile-generator.ts';
import { isCarriedAs } from '../../http/client/wire-values.ts';
import { makeSampleBody } from '../../http/value/sample-body.ts';
import { hashText } from '../hash-text.ts';
import { changeValues } from './change-values.ts';
import type { GivenValue } from './given-values.ts';

export interface MakerOptions extends Omit<GeneratorOptions, 'direction'> {
  seed: number;
  /** Where this run begins to count: the texts of other runs have other numbers. */
  firstSerial: number;
  given: readonly GivenValue[];
}

/** The values of a request, and the text in them that makes them fresh. */
export interface MadeRequest {
  values: RequestValues;
  token: string;
}

export interface RequestMaker {
  make(members: Fullness): MadeRequest;
}

/** A maker of requests to `operation`. Fixtures carry their serial number as decimal digits where a law asks for distinct values. */
export function createRequestMaker(contract: Contract, operation: Operation, options: MakerOptions): RequestMaker {
  const { faker, locale, seed, firstSerial, given } = options;
  // What a document says nothing of may be taken once all the same: a name, a slug.
  const freshTexts = operation.laws.unique.length === 0 && (operation.method === 'post' || operation.method === 'put');
  const compile = (node: SchemaNode, fresh = false) =>
    compileGenerator(contract, node, { faker, locale, direction: 'request', freshTexts: fresh });
  const content = operation.body?.contents[0];
  // A body on GET, of which nothing is said, stays away.
  const isHeeded = content?.node !== undefined || content?.itemNode !== undefined || heedsBody(operation);
  const generatorOf = keepGenerators((node) => compile(node, freshTexts));
  if (content?.node) generatorOf(content.node);
  const makeBody = (generation: Generation): RequestValues => {
    if (!content || !isHeeded) return {};
    const generate = (node: SchemaNode, position: number) =>
      generatorOf(node).generate({ ...generation, index: generation.index + position });
    return { body: makeSampleBody(contract, content, { direction: 'request', generate }) ?? {} };
  };
  const parameters = operation.parameters.map(({ example, ...parameter }) => {
    const fits = contract.validators.accepts(parameter.node, example, { direction: 'request', demand: 'expected' });
    return { ...parameter, generator: compile(parameter.node), example: fits ? example : undefined };
  });
  let index = 0;

  function make(members: Fullness): MadeRequest {
    const serial = firstSerial + index;
    const generation: Generation = { seed, index, serial, members };
    index += 1;
    const values = makeBody(generation);
    for (const parameter of parameters) {
      const { in: place, required, generator, example } = parameter;
      if (!isSent(required, members, generation)) continue;
      const value = example ?? carriedValue(contract, parameter, generator.generate(generation), serial);
      if (value === undefined) continue;
      Object.assign(values, { [place]: { ...values[place], [parameterKey(parameter)]: value } });
    }
    const token = String(serial + 1);
    const sent = given.filter(({ at }) => valueAt(values, at) !== undefined);
    return {
      values: changeValues(
        values,
        sent.map(({ at, write }) => ({ at, value: write(token) })),
      ),
      token,
    };
  }
  return { make };
}

/** Compiles each schema once. */
function keepGenerators(compile: (node: SchemaNode) => Generator): (node: SchemaNode) => Generator {
  const generators = new Map<string, Generator>();
  return (node) => {
    const generator = generators.get(node.pointer) ?? compile(node);
    generators.set(node.pointer, generator);
    return generator;
  };
}

/** What a header or a cookie can carry in place of a value that it cannot; an optional parameter without any stays away. */
function carriedValue(
  { validators }: Contract,
  { in: place, name, node, required }: Parameter,
  value: unknown,
  serial: number,
): unknown {
  if ((place !== 'header' && place !== 'cookie') || isCarriedAs(place, name, value)) return value;
  const plain = [`docpact-${serial + 1}`, `d${serial + 1}`, 'd'].find((text) =>
    validators.accepts(node, text, { direction: 'request', demand: 'expected' }),
  );
  return plain !== undefined && isCarriedAs(place, name, plain) ? plain : required ? value : undefined;
}

function isSent(required: boolean, members: Fullness, { index }: Generation): boolean {
  return required || members === 'full' || (members === 'drawn' && index % 2 === 0);
}

/** How many numbers an operation may use up: they make texts, and what may be taken once, fresh. */
export const SERIALS_PER_OPERATION = 100_000;

/** Where runs may begin to count: nine digits, and room behind them for thousands of operations. */
const FIRST_SERIAL = 100_000_000;
const STARTS = 700_000_000;

/** Runs with different ids count from different numbers: of a thousand runs on one database hardly two will meet. */
export function firstSerialOf(runId: string): number {
  return FIRST_SERIAL + (hashText(runId) % STARTS);
}
