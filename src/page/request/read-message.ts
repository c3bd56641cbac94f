/** Reads code blocks that show a request as it is sent: a request line with headers and a body below it, or a curl command. */
import type { Fence, ShownHeader } from '../scan/block.ts';
import { parseRequestLine } from '../text/request-line.ts';

/** A request that a code block shows. */
export interface ShownRequest {
  /** `POST /things`, as `readRequestLine` reads it. */
  text: string;
  summary: string;
  line: number;
  headers: ShownHeader[];
  body: Fence | undefined;
  /** Lines below that are nothing of this; first lines of other requests. */
  others: { text: string; line: number }[];
}

/** The request that begins a block. */
export function readMessage(fence: Fence): ShownRequest | undefined {
  const lines = fence.text.split('\n');
  const at = lines.findIndex((line) => line.trim() !== '');
  const found = at === -1 ? undefined : parseRequestLine(lines[at] as string);
  if (!found) return undefined;
  const shown: ShownRequest = {
    text: found.text,
    summary: found.around,
    line: fence.line + 1 + at,
    headers: [],
    body: undefined,
    others: [],
  };
  for (let index = at + 1; index < lines.length; index += 1) {
    const text = (lines[index] as string).trim();
    const line = fence.line + 1 + index;
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]{0,60}):\s*(.*)$/.exec(text) ?? [];
    if (text === '' || /^(?:#|\/\/)/.test(text)) continue;
    if (/^[[{]/.test(text)) {
      shown.body = bodyOf(fence, { text: lines.slice(index).join('\n'), line: line - 1 });
      break;
    }
    if (name !== undefined && value !== undefined) shown.headers.push({ name, value: value.trim(), line });
    else shown.others.push({ text, line });
  }
  return shown;
}

function bodyOf(fence: Fence, { text, line }: { text: string; line: number }): Fence {
  return { ...fence, language: 'json', title: '', text, line };
}

/** The request that a curl command in a block sends; undefined where there is none, or its address is unclear. */
export function readCurl(fence: Fence): ShownRequest | undefined {
  if (!/(?:^|\n)\s*(?:\$\s*)?curl\s/.test(fence.text) || fence.text.length > 20_000) return undefined;
  const start = fence.text.search(/(?:^|\n)\s*(?:\$\s*)?curl\s/);
  const words = splitWords(fence.text.slice(start).replace(/^\s*(?:\$\s*)?curl\s/, ''));
  const line = fence.line + 1 + fence.text.slice(0, start + 1).split('\n').length - 1;
  let method: string | undefined;
  let target: string | undefined;
  let data: string | undefined;
  const headers: ShownHeader[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const [, long, own] = /^(--[a-z-]+)=(.*)$/s.exec(word) ?? [];
    const option = long ?? (/^-[XHdFu]./.test(word) ? word.slice(0, 2) : word);
    const taken = own ?? (option === word ? undefined : word.slice(2));
    const value = (): string => taken ?? (words[(at += 1)] as string | undefined) ?? '';
    if (option === '-X' || option === '--request') method = value();
    else if (option === '-H' || option === '--header') {
      const [, name = '', text = ''] = /^([^:]+):\s*(.*)$/s.exec(value()) ?? [];
      if (name !== '') headers.push({ name: name.trim(), value: text.trim(), line });
    } else if (/^(?:-d|--data(?:-raw|-binary|-ascii)?|--json)$/.test(option)) {
      data = value();
      if (option === '--json') headers.push({ name: 'Content-Type', value: 'application/json', line });
    } else if (/^(?:-F|--form|--data-urlencode)$/.test(option)) {
      value();
      method ??= 'POST';
    } else if (option === '-u' || option === '--user') {
      value();
      headers.push({ name: 'Authorization', value: 'Basic', line });
    } else if (option === '-I' || option === '--head') method ??= 'HEAD';
    else if (option === '-G' || option === '--get') method ??= 'GET';
    else if (option === '--url') target = value();
    else if (withValue.has(option)) value();
    else if (!word.startsWith('-') && target === undefined) target = word;
  }
  if (target === undefined || !/^(?:https?:\/\/|\{|\$|<|\/|[a-z0-9.-]+(?::\d+)?\/)/i.test(target)) return undefined;
  const address = /^(?:https?:\/\/|\/|\{)/.test(target) ? target : `https://${target.replace(/^[<$][^/]*/, 'host')}`;
  const body =
    data !== undefined && /^\s*[[{]/.test(data)
      ? bodyOf(fence, { text: data, line: bodyLine(fence, data) })
      : undefined;
  const verb = (method ?? (data === undefined ? 'GET' : 'POST')).toUpperCase();
  return { text: `${verb} ${address}`, summary: '', line, headers, body, others: [] };
}

const withValue = new Set([
  '-o',
  '--output',
  '-A',
  '--user-agent',
  '-b',
  '--cookie',
  '-m',
  '--max-time',
  '-e',
  '--cacert',
  '--cert',
  '--key',
]);

/** The line above that on which a body begins. */
function bodyLine(fence: Fence, data: string): number {
  const at = fence.text.indexOf(data.slice(0, 40));
  return fence.line + (at === -1 ? 0 : fence.text.slice(0, at).split('\n').length - 1);
}

/** The words of a shell's command, up to its end. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  const pattern = /\s*(?:\\\r?\n\s*)*((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\|;&])+|[|;&]|\n)/gs;
  for (const line of text.replaceAll(/\\\r?\n/g, ' ').matchAll(pattern)) {
    const [whole = '', word = ''] = line;
    if (/^[|;&]$/.test(word) || (words.length > 0 && /\n/.test(whole) && !/^['"-]/.test(word))) break;
    words.push(
      word.replaceAll(
        /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
        (_, single?: string, double?: string, escaped?: string) =>
          single ?? double?.replaceAll(/\\(.)/gs, '$1') ?? escaped ?? '',
      ),
    );
    if (words.length > 500) break;
  }
  return words;
}
