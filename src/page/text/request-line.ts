/** Reads a request line: `POST /path`, and what people make of it. */
import { methods, type Method } from '../../contract/operation.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { sectionOf } from './section.ts';

export interface RequestLine {
  method: Method | undefined;
  path: string;
  /** Names in the path's own query. */
  query: readonly string[];
}

/** Where a text is written. */
interface Written {
  line: number;
  diagnose: Diagnose;
}

/** A request line in a text, and the words around it. */
export interface FoundRequest {
  /** `POST /path`, as it stands. */
  text: string;
  around: string;
}

const known: readonly string[] = methods;
const METHOD = '(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|TRACE|QUERY)';
const TARGET = '(?:https?:\\/\\/[^\\s，。；]+|\\/[^\\s，。；]*|\\{[^\\s，。；]+)';

/** Longest text in which a request line is looked for. */
const LONGEST = 4000;

/** Behind a request line: a version, scopes, a comment, what it does; never a sentence that goes on. */
const BEHIND = /^(?:\s+HTTP\/[\d.]+)?\s*(?:$|\[[^\]]*\]$|[（(][^()（）]*[)）]$|(?:#|\/\/|[—–:：]|-{1,2}\s)\s*(.*)$)/;
const NUMBER = '(?:(?:\\d{1,3}(?:\\.\\d{1,3})*[.、)]?|[一二三四五六七八九十]{1,3}、)\\s+)?';

/** The request line that a line is, whatever people have put in front of it and behind. */
export function parseRequestLine(text: string): FoundRequest | undefined {
  const line = bare(text);
  const [, method = '', target = '', rest = ''] = wholeLine.exec(line) ?? [];
  if (method === '') return undefined;
  const behind = BEHIND.exec(rest);
  return behind ? { text: `${method} ${target}`, around: (behind[1] ?? '').trim() } : undefined;
}

const wholeLine = new RegExp(`^${NUMBER}(${METHOD})\\b\\s{0,8}[:：|]?\\s{0,20}(${TARGET})(.*)$`, 'i');

/** Whether a line is a request line. */
function isRequestLine(text: string): boolean {
  return parseRequestLine(text) !== undefined;
}

/** The request line that stands anywhere in a heading: `1.2 Rename: PATCH /users/{id}`. */
export function findRequestLine(text: string): FoundRequest | undefined {
  const line = bare(text);
  const found = withinLine.exec(line);
  if (!found) return undefined;
  const [whole = '', before = '', method = '', target = ''] = found;
  const around = `${line.slice(0, found.index)}${before} ${line.slice(found.index + whole.length)}`;
  const words = around
    .replace(new RegExp(`^${NUMBER}`), '')
    .replaceAll(/^[\s:：()（）[\]【】|,，-]+|[\s:：()（）[\]【】|,，-]+$/g, '');
  return { text: `${method} ${target.replace(/[)）\]】]+$/, '')}`, around: words };
}

const withinLine = new RegExp(`(^|[\\s:：（([【|-])(${METHOD})[\\s:：|\\]】-]{1,8}(${TARGET})`);

/** Whether a code block is an operation's request line: by its title, or since a request line is what it begins with. */
export function isRequestFence({ title, text }: { title: string; text: string }): boolean {
  if (title !== '' && sectionOf(title) === 'request-line') return true;
  return isRequestLine(text.slice(0, LONGEST).trimStart().split('\n', 1)[0] ?? '');
}

/** The request line in `text`; undefined where there is none. */
export function readRequestLine(text: string, written: Written): RequestLine | undefined {
  const { line, diagnose } = written;
  const bareText = bare(text);
  const [, first = '', second = ''] = /^([a-z]+)(?:\s*[:：]\s*|\s+)(\S+)/i.exec(bareText) ?? [];
  const method = first.toLowerCase();
  if (known.includes(method) && second !== '') {
    if (first !== first.toUpperCase()) {
      diagnose('method-case', { line, found: first, taken: `the method ${first.toUpperCase()}` });
    }
    return { method: method as Method, ...readPath(second, written) };
  }
  if (!isTarget(bareText)) return undefined;
  return { method: undefined, ...readPath(bareText.split(/\s/, 1)[0] as string, written) };
}

/** The method that a text names and nothing else. */
export function readMethod(text: string): Method | undefined {
  const words =
    bare(text)
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  const first = words.find((word) => !['http', 'https', 'method', 'request'].includes(word)) ?? '';
  return known.includes(first) ? (first as Method) : undefined;
}

/** Whether a text is a path or an address, as a request line has it. */
export function isTarget(text: string): boolean {
  return /^(?:\/|https?:\/\/|\{)/i.test(bare(text));
}

function bare(text: string): string {
  return text
    .slice(0, LONGEST)
    .replaceAll(/\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replaceAll(/\\([_{}])/g, '$1')
    .trim();
}

/** A variable that stands for the address of a server, in front of a path. */
const SERVER = /^(?:\{\{[^{}]*\}\}|\$\{[^{}]*\}|\{[^{}/]*(?:base|host|url|domain|server|endpoint)[^{}/]*\})(?=\/)/i;

function readPath(text: string, { line, diagnose }: Written): Omit<RequestLine, 'method'> {
  const [target = '', search = ''] = text.normalize('NFKC').replace(/#.*$/, '').split('?', 2);
  const local = target.replace(/^https?:\/\/[^/]*/i, '').replace(SERVER, '');
  const path = `/${local}`
    .replace(/^\/+/, '/')
    .split('/')
    .map((part) =>
      part
        .replace(/^:(\w+)$/, '{$1}')
        .replace(/^<(?:\w+:)?(\w+)>$/, '{$1}')
        .replace(/^\[(\w+)\]$/, '{$1}')
        .replaceAll('${', '{')
        .replaceAll(/\{\{|\}\}/g, (twice) => twice[0] as string),
    )
    .join('/');
  if (path !== text) {
    const taken = `the path ${path}${search === '' ? '' : ', its query as parameters'}`;
    diagnose('odd-path', { line, found: text, taken });
  }
  const query = search.split('&').map((pair) => pair.split('=', 1)[0] ?? '');
  return { path, query: query.filter((name) => name !== '') };
}

/** The templates of a path: `/a/{b}` has `b`. */
export function templatesOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name = '']) => name);
}
