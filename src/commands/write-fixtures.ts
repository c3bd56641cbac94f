/** Writes values of a schema, as many as are wanted, in constant memory. */
import type { ContractOptions } from './contract-options.ts';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Contract } from '../contract/contract.ts';
import type { Zone } from '../contract/zone-of.ts';
import { loadFaker } from '../fixture/chance/load-faker.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import { explainValues } from '../fixture/explain-values.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { NoValueError } from '../fixture/draw/no-value.ts';
import { compileCases } from '../fixture/factory/compile-cases.ts';
import { findNamedSchema, type NamedSchema } from '../fixture/factory/find-named-schema.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { openContract, withFakes } from './open-contract.ts';
import { visibleJson, visibleLine } from '../http/display/visible-text.ts';
import { printLines, tell } from './print.ts';
import { countProgress } from './progress.ts';

export interface FixturesOptions extends ContractOptions {
  count?: number;
  seed: number;
  zone: Zone;
  locale?: string;
  format: 'json' | 'ndjson';
  /** Whether what makes the members is written in place of the values alone. */
  explain?: boolean;
}

/** Writes the values to stdout, as fast as they are read; ends quietly when nobody reads on. */
export async function writeFixtures(name: string, options: FixturesOptions): Promise<ExitCode> {
  const contract = await withFakes(await openContract(options.contract, options), options);
  if (options.explain) return explain(contract, findNamedSchema(contract, name), options);
  const values = await compileValues(contract, findNamedSchema(contract, name), options).catch(tellLack);
  if (values === undefined) return exitCodes.problems;
  const { count, zone, format } = options;
  const progress = countProgress(process.stderr, { total: count, shown: process.stdout.isTTY !== true });
  const single = count === undefined && zone === 'valid';
  const texts = layOut(values, { format, single, onValue: progress.step });
  try {
    await writeChunks(texts, process.stdout);
  } finally {
    progress.clear();
  }
  return exitCodes.done;
}

/** Longest value that stands beside its explanation, in characters. */
const LONGEST_SHOWN = 60;

/** A line for each member: its name, a value, and what made it. */
async function explain(
  contract: Contract,
  { node, direction }: NamedSchema,
  { locale = contract.locale, seed }: FixturesOptions,
): Promise<ExitCode> {
  const settings = { faker: await loadFaker(locale), locale, direction };
  const value = compileGenerator(contract, node, settings).generate({ seed, index: 0, members: 'full' });
  const rows = explainValues(contract, node, settings).map(({ at, by }) => {
    const shown =
      JSON.stringify(
        valueAt(
          value,
          at.map((token) => (token === '[]' ? '0' : token)),
        ),
      ) ?? '-';
    const cut = [...shown].slice(0, LONGEST_SHOWN).join('');
    return [at.join('.').replaceAll('.[]', '[]'), cut === shown ? shown : `${cut}…`, by];
  });
  const width = Math.max(...rows.map(([name = '']) => visibleLine(name).length));
  printLines(rows.map(([name = '', shown, by]) => `${visibleLine(name).padEnd(width)}  ${shown}  # ${by}`));
  return exitCodes.done;
}

/** A schema without a value is a problem of the document, not a wrong use. */
function tellLack(error: unknown): undefined {
  if (!(error instanceof NoValueError)) throw error;
  tell(`${error.message}\n${error.hint ?? ''}`);
}

/** The values one after the other. Broken ones come in rounds: every way to break one valid value, then the next. */
async function compileValues(
  contract: Contract,
  named: NamedSchema,
  { locale = contract.locale, zone, seed, count }: FixturesOptions,
): Promise<Iterable<unknown>> {
  const faker = await loadFaker(locale);
  if (zone === 'valid') {
    const { node, direction } = named;
    const generator = compileGenerator(contract, node, { faker, locale, direction });
    for (const { error } of generator.lost) tell(`left out: ${error.message}`);
    return numbered(count ?? 1, (index) => generator.generate({ seed, index }));
  }
  const broken = zone;
  const cases = compileCases(contract, named, { faker, locale });
  function* round(index: number): Generator<unknown> {
    for (const { id, clause, value } of cases(broken, { seed, index })) yield { id, clause, value };
  }
  return count === undefined ? round(0) : takeRounds(count, round);
}

function* numbered<T>(count: number, make: (index: number) => T): Generator<T> {
  for (let index = 0; index < count; index += 1) yield make(index);
}

function* takeRounds<T>(count: number, round: (index: number) => Iterable<T>): Generator<T> {
  let left = count;
  for (let index = 0; left > 0; index += 1) {
    const before = left;
    for (const each of round(index)) {
      yield each;
      if ((left -= 1) === 0) return;
    }
    if (left === before) return;
  }
}

/** Characters that are collected before they are written. */
const CHUNK = 1 << 13;

/** Writes `texts` as they are taken up; what is not yet written is not yet made. A reader who goes away ends it without an error. */
export async function writeChunks(texts: Iterable<string>, stream: Writable): Promise<void> {
  try {
    await pipeline(Readable.from(gather(texts), { highWaterMark: 1 }), stream, { end: false });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

function* gather(texts: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** `| head` has seen enough. */
function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ERR_STREAM_DESTROYED';
}

interface Layout {
  format: 'json' | 'ndjson';
  /** A lone value stands without a list around it. */
  single: boolean;
  /** Called after each value. */
  onValue: () => void;
}

/** The pieces of the text, one after the other; joined they are one JSON text, or one line a value. */
function* layOut(values: Iterable<unknown>, { format, single, onValue }: Layout): Generator<string> {
  const write = writers[single && format === 'json' ? 'lone' : format];
  yield write.start;
  let first = true;
  for (const value of values) {
    yield (first ? write.first : write.between) + visibleJson(write.value(value));
    first = false;
    onValue();
  }
  yield first ? write.none : write.end;
}

/** How the text of a value is led in and out. */
const writers = {
  ndjson: {
    start: '',
    first: '',
    between: '\n',
    value: (value: unknown) => JSON.stringify(value),
    end: '\n',
    none: '',
  },
  lone: { start: '', first: '', between: '\n', value: (value: unknown) => indented(value), end: '\n', none: '' },
  json: {
    start: '[',
    first: '\n  ',
    between: ',\n  ',
    value: (value: unknown) => indented(value).replaceAll('\n', '\n  '),
    end: '\n]\n',
    none: ']\n',
  },
} as const;

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
