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

const known: readonly string[] = methods;

/** Whether a line is a request line and nothing else: a method, then a path or a URL. */
export function isRequestLine(text: string): boolean {
  const line = bare(text);
  const [method = '', path = '', ...others] = line.split(/\s+/, 4);
  return known.includes(method.toLowerCase()) && isTarget(path) && others.length === 0;
}

/** Whether a code block is an operation's request line: by its title, or since a request line is all that it holds. */
export function isRequestFence({ title, text }: { title: string; text: string }): boolean {
  if (title !== '' && sectionOf(title) === 'request-line') return true;
  return text.length < 4000 && isRequestLine(text.trim());
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

function bare(text: string): string {
  return text.slice(0, 4000).replaceAll(/[`*]/g, '').trim();
}

function isTarget(text: string): boolean {
  return /^(?:\/|https?:\/\/|\{)/i.test(text);
}

function readPath(text: string, { line, diagnose }: Written): Omit<RequestLine, 'method'> {
  const [target = '', search = ''] = text.normalize('NFKC').replace(/#.*$/, '').split('?', 2);
  const local = target.replace(/^https?:\/\/[^/]*/i, '');
  const path = `/${local}`
    .replace(/^\/+/, '/')
    .split('/')
    .map((part) =>
      part
        .replace(/^:(\w+)$/, '{$1}')
        .replace(/^<(?:\w+:)?(\w+)>$/, '{$1}')
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
