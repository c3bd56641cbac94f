/** What answers are made of: values by one compiled generator a schema, with one running number for all, so that no two answers are alike. */
import type { Contract } from '../../contract/contract.ts';
import { type Operation, responseFor, type DocumentedHeader } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { ContractError } from '../../errors.ts';
import type { loadFaker } from '../../fixture/chance/load-faker.ts';
import { compileGenerator, type Generator } from '../../fixture/compile-generator.ts';
import { type HeaderText, writeHeader } from '../../http/value/header.ts';

export interface FixtureOptions {
  /** Which optional members are there: none, all, or some by the seed. */
  members: 'minimal' | 'full' | 'drawn';
  /** Members of the top level that the caller fills itself. */
  omit?: ReadonlySet<string>;
  /** Which value of the seed; the next one unless given. */
  index?: number | undefined;
}

export type MakeFixture = (node: SchemaNode, options: FixtureOptions) => unknown;

export interface FixtureSettings {
  faker: Awaited<ReturnType<typeof loadFaker>>;
  locale: string;
  seed: number;
  /** A number that is given once: which value of the seed comes next. */
  nextSerial: () => number;
}

/** A maker of values that a server may send. */
export function createFixtures(contract: Contract, { faker, locale, seed, nextSerial }: FixtureSettings): MakeFixture {
  const shown = new Map<string, Generator>();
  const drawn = new Map<string, Generator>();
  return (node, options) => {
    // Who wants dynamic answers wants none of the examples.
    const examples = options.members !== 'drawn';
    const generators = examples ? shown : drawn;
    let generator = generators.get(node.pointer);
    if (!generator) {
      // Every answer is judged before it is sent, so few values need trying out.
      generator = compileGenerator(contract, node, { faker, locale, direction: 'response', trials: 1, examples });
      generators.set(node.pointer, generator);
    }
    const { index = nextSerial(), ...rest } = options;
    return generator.generate({ seed, index, ...rest });
  };
}

/** The headers that the document demands of an answer, and those of which it has an example; names in lower case. */
export type MakeHeaders = (operation: Operation, status: number) => Record<string, HeaderText>;

export function createHeaders(fixture: MakeFixture): MakeHeaders {
  const required = new WeakMap<Operation, Map<number, readonly DocumentedHeader[]>>();

  function headersOf(operation: Operation, status: number): readonly DocumentedHeader[] {
    const known = required.get(operation)?.get(status);
    if (known) return known;
    const found =
      responseFor(operation, status)?.headers.filter((header) => header.required || header.example !== undefined) ?? [];
    const byStatus = required.get(operation) ?? new Map<number, readonly DocumentedHeader[]>();
    required.set(operation, byStatus.set(status, found));
    return found;
  }

  function valueOf({ node }: DocumentedHeader): unknown {
    try {
      return fixture(node, { members: 'full' });
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      return undefined;
    }
  }

  return (operation, status) => {
    const headers: Record<string, HeaderText> = {};
    for (const header of headersOf(operation, status)) {
      const value = header.example ?? valueOf(header);
      // A header for which no value was found costs itself alone.
      if (value === undefined) continue;
      headers[header.name.toLowerCase()] = writeHeader(header, value);
    }
    return headers;
  };
}
