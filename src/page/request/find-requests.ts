/** Finds where the operations of a page begin, in every way in which people write that, and puts a request before what belongs to it. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { PageAccount } from '../diagnostic/page-account.ts';
import type { Block, Fence, Heading, Request, Table } from '../scan/block.ts';
import { plainText } from '../text/clean-text.ts';
import { labelOf, readLabel, type Label } from '../text/label.ts';
import {
  findRequestLine,
  isRequestFence,
  isTarget,
  parseRequestLine,
  readMethod,
  readRequestLine,
} from '../text/request-line.ts';
import { sectionOf } from '../text/section.ts';
import { isOwnLabel, isValueOf, pairsOf, requestRows } from './request-table.ts';
import { readCurl, readMessage, type ShownRequest } from './read-message.ts';

/** What a block of a page is, once its operations are found. */
export type FoundBlock = Block | Request;

interface FindOptions {
  diagnose: Diagnose;
  account: PageAccount;
}

/** The blocks with a request where each operation begins; what only said so is gone from among them. */
export function findRequests(blocks: readonly Block[], options: FindOptions): FoundBlock[] {
  return hoist(new Finder(blocks, options).find());
}

/** Blocks between two labels of one operation. */
const MOST_BETWEEN = 8;

/** Blocks of a chapter that are looked at, each way. */
const LONGEST_CHAPTER = 300;

class Finder {
  readonly #blocks: readonly Block[];
  readonly #options: FindOptions;
  readonly #found: FoundBlock[] = [];
  /** What tables of contents call operations: a heading of that name is theirs. */
  readonly #index = new Map<string, { request: Request; used: boolean }>();
  /** Blocks that were read ahead of their turn. */
  readonly #used = new Set<Block>();
  /** What the headings are called, once that is asked. */
  #names: ReadonlySet<string> | undefined;
  /** The path that a heading above gives to the methods below it. */
  #path: { text: string; level: number } | undefined;

  constructor(blocks: readonly Block[], options: FindOptions) {
    this.#blocks = blocks;
    this.#options = options;
  }

  find(): FoundBlock[] {
    for (const [index, block] of this.#blocks.entries()) {
      if (this.#used.has(block)) continue;
      if (block.kind === 'table') this.#table(block);
      else if (block.kind === 'heading') this.#heading(block, index);
      else if (block.kind === 'fence') this.#fence(block, index);
      else if (!this.#labels(index) && !this.#line(block)) this.#found.push(block);
    }
    for (const { request, used } of this.#index.values()) if (!used) this.#found.push(request);
    return this.#found;
  }

  #line(block: Extract<Block, { kind: 'text' }>): boolean {
    const found = parseRequestLine(block.text) ?? parseRequestLine(plainText(block.text));
    if (!found) return false;
    const { line } = block;
    this.#push(found.text, { line, summary: found.around });
    this.#options.account.read(line, { as: 'a request line' });
    return true;
  }

  #heading(heading: Heading, index: number): void {
    const { text, level, line } = heading;
    if (this.#path && level <= this.#path.level) this.#path = undefined;
    const method = this.#path && /^[A-Za-z]+$/.test(text) ? readMethod(text) : undefined;
    if (this.#path && method !== undefined) {
      const written = `${method.toUpperCase()} ${this.#path.text}`;
      this.#found.push({ ...heading, text: '' });
      return this.#push(written, { line, summary: '' });
    }
    if (isTarget(text) && !/\s/.test(text) && this.#methodsBelow(index)) {
      this.#path = { text, level };
      return;
    }
    if (this.#labels(index)) return;
    const request = findRequestLine(text);
    if (request) {
      this.#found.push({ ...heading, text: request.around });
      return this.#push(request.text, { line, summary: request.around });
    }
    const indexed = this.#index.get(nameKey(text));
    this.#found.push(heading);
    if (!indexed || indexed.used) return;
    indexed.used = true;
    this.#found.push({ ...indexed.request, line });
  }

  /** Whether a heading of a method follows, below that of a path. */
  #methodsBelow(index: number): boolean {
    const { level } = this.#blocks[index] as Heading;
    const next = this.#blocks.slice(index + 1, index + 1 + MOST_BETWEEN).find(({ kind }) => kind === 'heading') as
      | Heading
      | undefined;
    return (
      next !== undefined && next.level > level && /^[A-Za-z]+$/.test(next.text) && readMethod(next.text) !== undefined
    );
  }

  #fence(fence: Fence, index: number): void {
    const { diagnose, account } = this.#options;
    if (!isRequestFence(fence)) {
      const curl = readCurl(fence);
      if (curl && this.#isOnlyTrace(index)) {
        account.read(fence.line, { as: 'a request' });
        diagnose('curl-only', { line: curl.line, found: curl.text, taken: 'an operation, as this command calls it' });
        return this.#show(curl);
      }
      this.#found.push(fence);
      return;
    }
    account.read(fence.line, { as: 'a request line' });
    const shown = readMessage(fence);
    if (shown) {
      for (const other of shown.others) {
        const rule = parseRequestLine(other.text) ? 'no-operation' : 'unread-code';
        const taken = rule === 'no-operation' ? 'nothing: a block is one operation' : 'nothing';
        diagnose(rule, { line: other.line, found: other.text, taken });
      }
      return this.#show(shown);
    }
    const first = fence.text.trimStart();
    const line =
      fence.line +
      1 +
      (fence.text.length - first.length === 0
        ? 0
        : fence.text.slice(0, fence.text.length - first.length).split('\n').length - 1);
    const request = readRequestLine(first.split('\n', 1)[0] ?? '', { line, diagnose });
    if (!request)
      diagnose('no-operation', { line: fence.line, found: first, taken: 'nothing: this is no request line' });
    this.#found.push({ kind: 'request', request, line, headers: [], body: undefined, summary: '' });
  }

  #show({ text, summary, line, headers, body }: ShownRequest): void {
    this.#push(text, { line, summary, headers, body });
  }

  /** Whether nothing but a curl command tells of an operation, below the last heading that is no section's. */
  #isOnlyTrace(index: number): boolean {
    const { from, end } = this.#chapter(index);
    const chapter = this.#blocks.slice(from + 1, end);
    const heading = this.#blocks[from];
    if (!heading || heading.kind !== 'heading' || findRequestLine(heading.text) || this.#path) return false;
    if (this.#index.has(nameKey(heading.text))) return false;
    return chapter.every((block, at) => {
      if (block.kind === 'fence') return !isRequestFence(block) && (from + 1 + at >= index || !readCurl(block));
      if (block.kind === 'text')
        return !parseRequestLine(plainText(block.text)) && !isOwnLabel(readLabel(block.text)?.label);
      if (block.kind === 'heading') return !isOwnLabel(labelOf(block.text));
      return pairsOf(block).size === 0;
    });
  }

  /** The heading above a block that is no section's, and where the next such heading stands: as far as a chapter goes. */
  #chapter(index: number): { from: number; end: number } {
    let from = index - 1;
    while (from >= 0 && index - from < LONGEST_CHAPTER && !isChapter(this.#blocks[from])) from -= 1;
    let end = index + 1;
    while (end < this.#blocks.length && end - index < LONGEST_CHAPTER && !isChapter(this.#blocks[end])) end += 1;
    return { from, end };
  }

  /** Labels of one operation, from the block `index` on: true where one begins there. */
  #labels(index: number): boolean {
    const pairs = new Map<Label, { value: string; line: number }>();
    const blocks: Block[] = [];
    let text = 0;
    for (let at = index; at < this.#blocks.length && at - index <= MOST_BETWEEN + text; at += 1) {
      const labelled = this.#labelAt(at);
      if (!labelled || !isOwnLabel(labelled.label)) {
        const block = this.#blocks[at] as Block;
        if (at === index) return false;
        if (block.kind === 'table' || (block.kind === 'heading' && !isSection(block))) break;
        continue;
      }
      if (pairs.has(labelled.label)) break;
      pairs.set(labelled.label, labelled);
      blocks.push(...labelled.blocks);
      text += labelled.blocks.length;
      if (pairs.size === 2 || parseRequestLine(labelled.value)) break;
    }
    if (!pairs.has('method') && !parseRequestLine(pairs.get('path')?.value ?? '') && !this.#describes(index))
      return false;
    for (const block of blocks) this.#used.add(block);
    this.#pair(pairs);
    return true;
  }

  /** Whether tables or examples come before the next heading that is no section's. */
  #describes(index: number): boolean {
    const after = this.#blocks.slice(index + 1, this.#chapter(index).end);
    return after.some(({ kind }) => kind === 'table' || kind === 'fence');
  }

  /** The label that stands in a block, with its value there or in the next. */
  #labelAt(index: number): { label: Label; value: string; line: number; blocks: Block[] } | undefined {
    const block = this.#blocks[index];
    if (!block || (block.kind !== 'text' && block.kind !== 'heading')) return undefined;
    const text = plainText(block.text);
    const labelled =
      readLabel(text) ?? (labelOf(text) === undefined ? undefined : { label: labelOf(text) as Label, value: '' });
    if (!labelled) return undefined;
    const { label, value } = labelled;
    if (value !== '') return isValueOf(label, value) ? { label, value, line: block.line, blocks: [block] } : undefined;
    const next = this.#blocks[index + 1];
    const shown = next?.kind === 'text' ? plainText(next.text) : next?.kind === 'fence' ? next.text.trim() : '';
    if (!next || !isValueOf(label, shown)) return undefined;
    return { label, value: shown, line: next.kind === 'fence' ? next.line + 1 : next.line, blocks: [block, next] };
  }

  #pair(pairs: ReadonlyMap<Label, { value: string; line: number }>): void {
    const { diagnose, account } = this.#options;
    const path = pairs.get('path');
    const method = pairs.get('method');
    for (const { line } of pairs.values()) account.read(line, { as: 'a request line' });
    const line = path?.line ?? method?.line ?? 1;
    if (!path) {
      const found = method?.value ?? '';
      diagnose('unread-operation', { line, found, taken: 'nothing: a method without a path' });
      this.#found.push({ kind: 'request', request: undefined, line, headers: [], body: undefined, summary: '' });
      return;
    }
    const whole = parseRequestLine(path.value);
    const target = path.value.split(/\s/, 1)[0] ?? '';
    const verb = method && readMethod(method.value);
    this.#push(whole?.text ?? `${verb === undefined ? '' : `${verb.toUpperCase()} `}${target}`, { line, summary: '' });
  }

  #table(table: Table): void {
    const pairs = pairsOf(table);
    if (pairs.size > 0) {
      for (const { line } of table.rows) this.#options.account.read(line, { as: 'a request line' });
      return this.#pair(pairs);
    }
    const rows = requestRows(table);
    if (rows.length === 0) {
      this.#found.push(table);
      return;
    }
    for (const row of rows) this.#options.account.read(row.line, { as: 'an operation' });
    for (const { text, name, summary, line } of rows) {
      const request = readRequestLine(text, { line, diagnose: this.#options.diagnose });
      if (!request) continue;
      const block: Request = { kind: 'request', request, line, headers: [], body: undefined, summary: summary || name };
      if (rows.length === 1 && !this.#isHeading(name)) this.#found.push(block);
      else this.#index.set(nameKey(name === '' ? text : name), { request: block, used: false });
    }
  }

  #isHeading(name: string): boolean {
    this.#names ??= new Set(this.#blocks.flatMap((block) => (block.kind === 'heading' ? [nameKey(block.text)] : [])));
    return name !== '' && this.#names.has(nameKey(name));
  }

  #push(
    text: string,
    {
      line,
      summary,
      headers = [],
      body,
    }: { line: number; summary: string } & Partial<Pick<Request, 'headers' | 'body'>>,
  ): void {
    const request = readRequestLine(text, { line, diagnose: this.#options.diagnose });
    this.#found.push({ kind: 'request', request, line, headers, body, summary });
  }
}

function isChapter(block: Block | undefined): boolean {
  return block?.kind === 'heading' && !isSection(block);
}

function isSection({ text }: Heading): boolean {
  return sectionOf(text) !== undefined || labelOf(text) !== undefined;
}

/** Name of an operation in a table of contents and in its heading. */
function nameKey(text: string): string {
  return plainText(text).toLowerCase().replaceAll(/\s/g, '');
}

/** A request stands right below its own heading where a table or an example would come before it. */
function hoist(blocks: readonly FoundBlock[]): FoundBlock[] {
  const hoisted: FoundBlock[] = [];
  /** Where the last heading that may be an operation's stands; -1 once a request was below it. */
  let at = -1;
  let level = 0;
  let filled = false;
  for (const block of blocks) {
    if (block.kind === 'heading' && sectionOf(block.text) === undefined && labelOf(block.text) === undefined) {
      at = hoisted.length;
      ({ level } = block);
      filled = false;
    } else if (block.kind === 'heading' && block.level <= level) {
      // What is as high has nothing to do with what stands below that heading.
      at = -1;
    } else if (block.kind === 'table' || block.kind === 'fence') {
      filled = true;
    } else if (block.kind === 'request') {
      if (at !== -1 && filled && block.request) {
        hoisted.splice(at + 1, 0, block);
        at = -1;
        continue;
      }
      at = -1;
    }
    hoisted.push(block);
  }
  return hoisted;
}
