/** Reads one YAML or JSON file into a value, and knows on which line each part of it stands. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { CORE_SCHEMA, intCoreTag, load, mergeTag, YAMLException } from 'js-yaml';
import { ContractError, type Place } from '../../errors.ts';
import { integerOf, parseJsonText } from '../wide-integer.ts';
import { DEEPEST, indexLines } from './index-lines.ts';

/** One file of a contract. */
export interface SourceDocument {
  file: string;
  value: unknown;
  /** The place of a pointer, with its line where one can be told. */
  placeOf(pointer: string): Place;
  /** What was not quite right about the text. */
  slips?: readonly SyntaxSlip[];
}

/** A line that was read as what it nearly is. */
export interface SyntaxSlip {
  rule: 'broken-syntax' | 'duplicate-key';
  line: number;
  message: string;
}

/** Whether a document is on the web, or in a file. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

/** A part of a document. */
export interface Target {
  source: SourceDocument;
  pointer: string;
}

/** Reads the document of a file or a URL that a document refers to; undefined for one that may not be read. */
export type DocumentReader = (file: string, from?: string) => SourceDocument | undefined;

/** Largest file that is read, in bytes. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Most values that a file may stand for once its aliases are written out. */
const MOST_VALUES = 2_000_000;

/** YAML 1.2's core schema, with all digits of its integers, and the merge keys that people use all the same. */
const schema = CORE_SCHEMA.withTags(mergeTag, {
  ...intCoreTag,
  resolve(source, ...rest) {
    const digits = /^[-+]?\d{16,}$/.test(source) ? source.replace(/^\+?(-?)0*(?=\d)/, '$1') : undefined;
    return digits === undefined ? intCoreTag.resolve(source, ...rest) : integerOf(digits);
  },
} as typeof intCoreTag);

/** Reads `file`; throws a ContractError that names the line of the first syntax error which nothing can be made of. */
export function readDocument(file: string): SourceDocument {
  return parseDocument(file, readText(file));
}

/** Reads a text that came from `file`, or from elsewhere under that name. */
export function parseDocument(file: string, text: string): SourceDocument {
  const { value, slips, text: mended } = extname(file) === '.json' ? parseJson(file, text) : parseAny(file, text);
  return { file, value, placeOf: createPlaces(file, mended), ...(slips.length > 0 ? { slips } : {}) };
}

interface Parsed {
  value: unknown;
  /** With the lines of the file, and without the slips that its lines can be told in spite of. */
  text: string;
  slips: readonly SyntaxSlip[];
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
    if (statSync(file).size > LARGEST_FILE) throw new Error(tooLarge);
    return decodeText(readFileSync(file));
  } catch (cause) {
    throw new ContractError(`${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

const tooLarge = `it is larger than ${LARGEST_FILE} bytes`;

/** UTF-8 within the bounds of a file; throws an Error otherwise. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_FILE) throw new Error(tooLarge);
  if (!isUtf8(bytes)) throw new Error('it is not UTF-8 text');
  return new TextDecoder('utf-8').decode(bytes);
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'permission denied';
  return message;
}

/** JSON is YAML; its own reader is a hundred times faster. */
function parseAny(file: string, text: string): Parsed {
  if (/^\s*[[{]/.test(text.slice(0, 1000))) {
    try {
      return { value: parseJsonText(text), text, slips: [] };
    } catch {
      // It is a map of YAML in braces.
    }
  }
  return parseYaml(file, text);
}

/** Comments and last commas are no JSON, though YAML has them, or nearly. */
function parseJson(file: string, text: string): Parsed {
  try {
    return { value: parseJsonText(text), text, slips: [] };
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const line = lineOf(message, text);
    const reason = message.replace(/,? ".*| at position.*| in JSON at.*/s, '');
    const error = syntaxError({ file, line }, 'JSON', reason);
    // A file may have the wrong ending.
    if (!/^\s*(?:[[{]|\/[/*])/.test(text) && text.trim() !== '') return parseYamlOr(error, file, text);
    const mended = withoutExtras(text);
    try {
      const slip = { rule: 'broken-syntax', line, message: `this is not valid JSON: ${reason}` } as const;
      return { value: parseJsonText(mended), text: mended, slips: [slip] };
    } catch {
      throw error;
    }
  }
}

function parseYamlOr(error: ContractError, file: string, text: string): Parsed {
  try {
    return parseYaml(file, text);
  } catch {
    throw error;
  }
}

function lineOf(message: string, text: string): number {
  const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
  const position = /at position (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  return (position === undefined ? text : text.slice(0, Number(position))).split('\n').length;
}

/** The text without comments and last commas, its lines kept. */
function withoutExtras(text: string): string {
  const withoutComments = text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, ' '),
  );
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? ' ' : part));
}

/** How many lines are mended before a text is taken for none. */
const MOST_MENDED = 100;

function parseYaml(file: string, text: string): Parsed {
  const slips: SyntaxSlip[] = [];
  let mended = text;
  let json = false;
  for (;;) {
    try {
      const value = load(mended, { schema, json, maxDepth: DEEPEST });
      if (mended.includes('&')) limitValues(value);
      if (json) slips.push(...findDuplicates(mended));
      return { value, text: mended, slips };
    } catch (cause) {
      if (!(cause instanceof YAMLException)) throw cause;
      const line = (cause.mark?.line ?? 0) + 1;
      const next = slips.length < MOST_MENDED ? mendLine(mended, line) : undefined;
      if (next !== undefined) {
        slips.push({ rule: 'broken-syntax', line: next.line, message: next.message });
        mended = next.text;
      } else if (!json && /duplicat/.test(cause.reason)) json = true;
      else throw syntaxError({ file, line }, 'YAML', cause.reason);
    }
  }
}

/** A bracket that closes what its key opened may stand in the key's own column to people, not to YAML; a tab is no indentation. */
function mendLine(text: string, line: number): { text: string; line: number; message: string } | undefined {
  const lines = text.split('\n');
  for (const index of [line - 1, line - 2]) {
    const current = lines[index];
    if (current === undefined) continue;
    if (/^ {0,60}[}\]][}\],\s]*$/.test(current)) {
      lines[index] = ' '.repeat(80) + current.trim();
      return {
        text: lines.join('\n'),
        line: index + 1,
        message: 'a closing bracket must stand deeper than the key of what it closes',
      };
    }
    if (/^ *\t/.test(current)) {
      lines[index] = current.replace(/^[ \t]+/, (blank) => blank.replaceAll('\t', '  '));
      return { text: lines.join('\n'), line: index + 1, message: 'a tab is no indentation in YAML' };
    }
  }
  return undefined;
}

function findDuplicates(text: string): SyntaxSlip[] {
  const found: SyntaxSlip[] = [];
  indexLines(text, (pointer, line) => {
    const key = pointer.slice(pointer.lastIndexOf('/') + 1);
    found.push({ rule: 'duplicate-key', line, message: `the key ${key} stands there twice` });
  });
  return found;
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
