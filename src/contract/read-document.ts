/** Reads one YAML or JSON file into a value, and knows on which line each part of it stands. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { isCollection, LineCounter, parseDocument } from 'yaml';
import { ContractError, type Place } from '../errors.ts';
import { parsePointer } from './json-pointer.ts';

/** One file of a contract. */
export interface SourceDocument {
  file: string;
  value: unknown;
  /** The place of a pointer, with its line where one can be told. */
  placeOf(pointer: string): Place;
}

/** Largest file that is read, in bytes. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Reads `file`; throws a ContractError that names the line of the first syntax error. */
export function readDocument(file: string): SourceDocument {
  const text = readText(file);
  const value = extname(file) === '.json' ? parseJson(file, text) : parseYaml(file, text);
  return { file, value, placeOf: lazyPlaces(file, text) };
}

function readText(file: string): string {
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
  const { document, lines } = locateYaml(text);
  const [error] = document.errors;
  if (error)
    throw syntaxError(
      { file, line: lines.linePos(error.pos[0]).line },
      'YAML',
      error.message.replace(/ at line .*/s, ''),
    );
  return document.toJS({ maxAliasCount: 100 });
}

function syntaxError({ file, line }: { file: string; line: number }, language: string, reason: string): ContractError {
  return new ContractError(`this is not valid ${language}: ${reason}`, { place: { file, pointer: '', line } });
}

function locateYaml(text: string) {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, merge: true }), lines };
}

/** Lines are rarely asked for, so the positions are only worked out when they are. */
function lazyPlaces(file: string, text: string): (pointer: string) => Place {
  let parsed: ReturnType<typeof locateYaml> | undefined;
  return (pointer) => {
    parsed ??= locateYaml(text);
    const offset = offsetOf(parsed.document.contents, parsePointer(pointer));
    return offset === undefined ? { file, pointer } : { file, pointer, line: parsed.lines.linePos(offset).line };
  };
}

/** Where the member that `tokens` name begins: its key in a map, its value in a list. */
function offsetOf(root: unknown, tokens: readonly string[]): number | undefined {
  let node = root;
  let offset = startOf(root);
  for (const token of tokens) {
    if (!isCollection(node)) return offset;
    const pair = node.items.find((item, index) => keyOf(item, index) === token) as
      | { key?: unknown; value?: unknown }
      | undefined;
    if (pair === undefined) return offset;
    offset = startOf('key' in pair && pair.key ? pair.key : pair) ?? offset;
    node = 'key' in pair ? pair.value : pair;
  }
  return offset;
}

function keyOf(item: unknown, index: number): string {
  const key = (item as { key?: { value?: unknown } }).key;
  return key === undefined ? String(index) : String(key?.value ?? key);
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] } | null)?.range?.[0];
}
