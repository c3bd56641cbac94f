/** Makes valid requests to one operation, each with values that no other request of this or another run has. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';
import {
  heedsBody,
  type Operation,
  type Parameter,
  parameterKey,
  type RequestValues,
} from '../../contract/operation.ts';
import { isChoosing } from '../../contract/resource/find-sources.ts';
import { itemSegments } from '../../contract/resource/path-shape.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { ContractError } from '../../errors.ts';
import {
  compileGenerator,
  type Fullness,
  type Generation,
  type Generator,
  type GeneratorOptions,
} from '../../fixture/compile-generator.ts';
import { type LostPart, NoValueError } from '../../fixture/draw/no-value.ts';
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
  /** The names that requests to this operation have chosen in this run, where what they make is called by them. */
  chosen?: Set<string>;
}

/** The values of a request, and the text in them that makes them fresh. */
export interface MadeRequest {
  values: RequestValues;
  token: string;
}

export interface RequestMaker {
  make(members: Fullness): MadeRequest;
  /** What its requests never have, since no value was found for it. */
  lost: readonly LostPart[];
  /** The values that are given, by the pointers of their schemas; absent where there are none. */
  known?: ReadonlyMap<string, unknown>;
}

/** Stands for the digits of a request where a given value is needed before there is one. */
const DIGITS = '123456789';

/**
 * A maker of requests to `operation`. Fixtures carry their serial number as decimal digits where a law asks for distinct values.
 * Throws a ContractError where no value was found for what has to be there, no example is at hand, and none is given.
 */
export function createRequestMaker(contract: Contract, operation: Operation, options: MakerOptions): RequestMaker {
  const { faker, locale, seed, firstSerial, given, chosen = new Set() } = options;
  if (operation.unread !== undefined)
    throw new ContractError('it could not be read; docpact lint says why', {
      place: contract.placeOf(operation.unread),
    });
  // What a document says nothing of may be taken once all the same: a name, a slug.
  const freshTexts = operation.laws.unique.length === 0 && (operation.method === 'post' || operation.method === 'put');
  const known = new Map(given.map(({ node, write }) => [node.pointer, write(DIGITS)]));
  const chosenName = isChoosing(operation, itemSegments(operation.path)) ? lastTemplate(operation.path) : undefined;
  const lost: LostPart[] = [];
  const compile = ({ node, name }: Pick<Part, 'node' | 'name'>, fresh: boolean): Generator => {
    const request = { faker, locale, direction: 'request', freshTexts: fresh } as const;
    const made = name === undefined ? request : { ...request, name };
    const generator = compileGenerator(contract, node, known.size > 0 ? { ...made, known } : made);
    lost.push(...generator.lost);
    return generator;
  };
  const content = operation.body?.contents[0];
  // A body on GET, of which nothing is said, stays away.
  const isHeeded = content?.node !== undefined || content?.itemNode !== undefined || heedsBody(operation);
  const whole = content?.node && {
    node: content.node,
    name: undefined,
    required: operation.body?.required === true,
    example: [...content.examples.values()].find((example) => takes(contract, content.node as SchemaNode, example)),
  };
  const generators = new Map<string, Generator>();
  const isMade = !whole || keep(whole, freshTexts);
  const isChosen = ({ in: place, name }: Pick<Parameter, 'in' | 'name'>): boolean =>
    place === 'path' && name === chosenName;
  const parameters = operation.parameters
    .map((parameter) => {
      const isNamed = isChosen(parameter) && keep({ ...parameter, example: undefined, required: false }, true);
      // An example is one name; each thing has its own.
      return { ...parameter, example: isNamed ? undefined : exampleOf(contract, parameter) };
    })
    .filter((parameter) => parameter.example !== undefined || keep(parameter, false));
  let index = 0;

  /** Compiles a part, or takes its example instead; false where it is left out for want of a value. */
  function keep({ node, name, required, example }: Part, fresh: boolean): boolean {
    if (generators.has(node.pointer)) return true;
    try {
      generators.set(node.pointer, compile({ node, name }, fresh));
      return true;
    } catch (error) {
      if (!(error instanceof NoValueError)) throw error;
      if (example !== undefined) generators.set(node.pointer, { generate: () => structuredClone(example), lost: [] });
      else if (required) throw error;
      else lost.push({ pointers: [node.pointer], error });
      return example !== undefined;
    }
  }

  function generate(node: SchemaNode, generation: Generation): unknown {
    keep({ node, name: undefined, required: true, example: undefined }, freshTexts);
    return generators.get(node.pointer)?.generate(generation);
  }

  function makeBody(generation: Generation): RequestValues {
    if (!content || !isHeeded || !isMade) return {};
    const generateAt = (node: SchemaNode, position: number): unknown =>
      generate(node, { ...generation, index: generation.index + position });
    return { body: makeSampleBody(contract, content, { direction: 'request', generate: generateAt }) ?? {} };
  }

  /** The name of a thing is no other's: two requests at once would be about one thing. */
  function valueOf(parameter: Parameter, generation: Generation): unknown {
    const { node } = parameter;
    if (!isChosen(parameter)) return generate(node, generation);
    for (let tries = 0; ; tries += 1) {
      const value = generate(node, { ...generation, index: generation.index + tries * FAR });
      if (chosen.has(plainText(value)) && tries < TRIES) continue;
      chosen.add(plainText(value));
      return value;
    }
  }

  function make(members: Fullness): MadeRequest {
    const serial = firstSerial + index;
    const generation: Generation = { seed, index, serial, members };
    index += 1;
    const values = makeBody(generation);
    for (const parameter of parameters) {
      const { in: place, required, example } = parameter;
      if (!isSent(required, members, generation)) continue;
      const value = example ?? carriedValue(contract, parameter, valueOf(parameter, generation), serial);
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
  return known.size > 0 ? { make, lost, known } : { make, lost };
}

/** How often another name is looked for, and how far apart the values are that are tried. */
const TRIES = 200;
const FAR = 1_009;

/** The name of a path's last template. */
function lastTemplate(path: string): string | undefined {
  return itemSegments(path).at(-1)?.names.at(-1);
}

/** A part of a request that is compiled: a parameter, or the body. */
interface Part {
  node: SchemaNode;
  /** Of a parameter: it says what its values are. */
  name: string | undefined;
  required: boolean;
  /** Taken where no other value was found. */
  example: unknown;
}

/** The example of a parameter, as far as it fits. */
function exampleOf(contract: Contract, { node, example }: Parameter): unknown {
  return example !== undefined && takes(contract, node, example) ? example : undefined;
}

function takes({ validators }: Contract, node: SchemaNode, value: unknown): boolean {
  return validators.accepts(node, value, { direction: 'request', demand: 'expected' });
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
