/** Reads one YAML or JSON file into a value, and knows on which line each part of it stands. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';
import { ContractError, type Place } from '../../errors.ts';
import { indexLines } from './index-lines.ts';

/** One file of a contract. */
export interface SourceDocument {
  file: string;
  value: unknown;
  /** The place of a pointer, with its line where one can be told. */
  placeOf(pointer: string): Place;
}

/** Largest file that is read, in bytes. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Most values that a file may stand for once its aliases are written out. */
const MOST_VALUES = 2_000_000;

/** YAML 1.2's core schema, and the merge keys that people use all the same. */
const schema = CORE_SCHEMA.withTags(mergeTag);

/** Reads `file`; throws a ContractError that names the line of the first syntax error. */
export function readDocument(file: string): SourceDocument {
  const text = readText(file);
  const value = extname(file) === '.json' ? parseJson(file, text) : parseYaml(file, text);
  return { file, value, placeOf: createPlaces(file, text) };
}

/** Lines are rarely asked for, so the text is only searched when they are. A pointer to nothing gets the line of what is around it. */
function createPlaces(file: string, text: string): (pointer: string) => Place {
  let lines: ReadonlyMap<string, number> | undefined;
  return (pointer) => {
    lines ??= indexLines(text);
    for (let around = pointer; ; around = around.slice(0, around.lastIndexOf('/'))) {
      const line = lines.get(around);
      if (line !== undefined) return { file, pointer, line };
      if (!around.includes('/')) return { file, pointer };
    }
  };
}

/** The text of `file`, which is UTF-8 and within bounds; throws a ContractError otherwise. */
export function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ContractError(`${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'permission denied';
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8 text' : message;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const line = Number(/\(line (\d+) column \d+\)/.exec(message)?.[1] ?? text.split('\n').length);
    throw syntaxError({ file, line }, 'JSON', message.replace(/,? ".*| at position.*| in JSON at.*/s, ''));
  }
}

function parseYaml(file: string, text: string): unknown {
  try {
    const value = load(text, { schema });
    if (text.includes('&')) limitValues(value);
    return value;
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const line = (cause.mark?.line ?? 0) + 1;
    throw syntaxError({ file, line }, 'YAML', cause.reason);
  }
}

/** Aliases of aliases can make a small file stand for more than any memory holds. */
function limitValues(root: unknown): void {
  const waiting = [root];
  for (let count = 0; waiting.length > 0; count += 1) {
    if (count > MOST_VALUES) throw new YAMLException('its aliases stand for too many values');
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value));
  }
}

function syntaxError({ file, line }: { file: string; line: number }, language: string, reason: string): ContractError {
  return new ContractError(`this is not valid ${language}: ${reason}`, { place: { file, pointer: '', line } });
}
