/** Reads one YAML or JSON file into a value, and knows on which line each part of it stands. */
import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { YAMLException } from 'js-yaml';
import { ContractError, type Place } from '../../errors.ts';
import { readWhole } from '../read-whole.ts';
import { parseJsonText } from '../wide-integer.ts';
import { findJsonDuplicates } from './find-duplicates.ts';
import { indexLines } from './index-lines.ts';
import type { Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { lineOf, type Parsed, parseYaml } from './parse-yaml.ts';

/** One file of a contract. */
export interface SourceDocument {
  file: string;
  value: unknown;
  /** The place of a pointer, with its line where one can be told. */
  placeOf(pointer: string): Place;
  /** What was not quite right about the text. */
  slips?: readonly SourceSlip[];
}

/** What is told of a line of a text, whatever is made of it later. */
export interface SourceSlip extends Told {
  rule: ContractRule;
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

/** Reads `file`; throws a ContractError that names the line of the first syntax error which nothing can be made of. */
export function readDocument(file: string, options?: ReadTextOptions): SourceDocument {
  return parseDocument(file, readText(file, options));
}

/** Reads a text that came from `file`, or from elsewhere under that name. */
export function parseDocument(file: string, text: string): SourceDocument {
  const { value, slips, text: mended } = extname(file) === '.json' ? parseJson(file, text) : parseAny(file, text);
  return { file, value, placeOf: createPlaces(file, mended), ...(slips.length > 0 ? { slips } : {}) };
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

export interface ReadTextOptions {
  /** Whether a pipe is read as well: the user named it. */
  pipes?: boolean;
}

/** The text of `file`, which is UTF-8 and within bounds; throws a ContractError otherwise. */
export function readText(file: string, { pipes = false }: ReadTextOptions = {}): string {
  try {
    return decodeText(readWhole(file, { longest: LARGEST_FILE, pipes }));
  } catch (cause) {
    throw new ContractError(`${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

const tooLarge = `it is larger than ${LARGEST_FILE} bytes`;

/** UTF-8, or UTF-16 that begins by saying so, within the bounds of a file; throws an Error otherwise. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_FILE) throw new Error(tooLarge);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  if (!isUtf8(bytes)) throw new Error('it is not UTF-8 text; save it as UTF-8');
  return new TextDecoder('utf-8').decode(bytes);
}

/** What a byte order mark says. */
function wideEncoding([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'permission denied';
  return message;
}

/** JSON is YAML; its own reader is a hundred times faster. */
function parseAny(file: string, text: string): Parsed {
  if (!looksLikeJson(text)) return readYaml(file, text);
  try {
    return readJson(text);
  } catch {
    // It is a map of YAML in braces, or JSON with comments.
    return /(?:^|\s)\/[/*]/.test(text) ? parseJson(file, text) : readYaml(file, text);
  }
}

function looksLikeJson(text: string): boolean {
  return /^\s*(?:[[{]|\/[/*]|```)/.test(text.slice(0, 1000));
}

/** Longest text that is no JSON and is read as YAML in braces, in characters. */
const LONGEST_BRACES = 5_000_000;

/** Comments and last commas are no JSON, though YAML has them, or nearly; names without quotes it has, too. */
function parseJson(file: string, text: string): Parsed {
  try {
    return readJson(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const line = jsonLineOf(message, text);
    const reason = message.replace(/,? (?:\.\.\.)?".*| at position.*| in JSON at.*/s, '');
    const error = syntaxError({ file, line }, 'JSON', reason);
    // A file may have the wrong ending.
    if (!looksLikeJson(text) && text.trim() !== '') return parseOr(error, () => parseYaml(text));
    const mended = withoutExtras(text);
    const slip = {
      rule: 'broken-syntax',
      line,
      message: `this is not valid JSON: ${reason}`,
      hint: 'Correct the line: JSON has no comments, no last comma, and names and texts in double quotes alone.',
    } as const;
    return parseOr(error, () => {
      const { value, slips } = parseLoosely(mended);
      return { value, text: mended, slips: [slip, ...slips.filter((other) => other.line !== line)] };
    });
  }
}

/** Throws a SyntaxError for what is no JSON. */
function readJson(text: string): Parsed {
  const value = parseJsonText(text);
  return { value, text, slips: findJsonDuplicates(text, value) };
}

function parseLoosely(text: string): Pick<Parsed, 'value' | 'slips'> {
  try {
    return readJson(text);
  } catch (cause) {
    if (text.length > LONGEST_BRACES) throw cause;
    return parseYaml(text);
  }
}

function parseOr(error: ContractError, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch {
    throw error;
  }
}

/** V8 says the line, or the position, or what is around it. */
function jsonLineOf(message: string, text: string): number {
  const line = /\(line (\d+) column \d+\)/.exec(message)?.[1];
  const position = /at position (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const around = /(\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON/.exec(message);
  const found = around?.[1] === undefined ? -1 : text.indexOf(around[2] ?? '');
  const end = position !== undefined ? Number(position) : found === -1 ? text.length : found + AROUND;
  return text.slice(0, around && around[1] === undefined ? 0 : end).split('\n').length;
}

/** How many characters V8 shows of what stands before an error. */
const AROUND = 10;

/** The text without comments and last commas, its lines kept. */
function withoutExtras(text: string): string {
  const withoutFences = text.replace(/^```\w*[ \t\r]*$/gm, '');
  const withoutComments = withoutFences.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, ' '),
  );
  return withoutComments.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? ' ' : part));
}

function readYaml(file: string, text: string): Parsed {
  try {
    return parseYaml(text);
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw syntaxError({ file, line: lineOf(cause) }, 'YAML', cause.reason);
  }
}

function syntaxError({ file, line }: { file: string; line: number }, language: string, reason: string): ContractError {
  return new ContractError(`this is not valid ${language}: ${reason}`, { place: { file, pointer: '', line } });
}
