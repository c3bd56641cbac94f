/** Scans a page: its file, its front matter, its blocks. */
import { basename, extname } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { readText } from '../../contract/document/read-document.ts';
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { findRequestLine } from '../text/request-line.ts';
import type { Block } from './block.ts';
import { findOtherFormat } from './other-format.ts';
import { scanBlocks } from './scan-blocks.ts';

/** A page of which nothing is understood yet. */
export interface ScannedPage {
  /** As it was named. */
  file: string;
  /** The file's name without its ending. */
  name: string;
  /** Of the front matter; empty where there is none. */
  title: string;
  /** The one heading of the first level; empty where there is none, or several. */
  heading: string;
  blocks: readonly Block[];
}

/** The page in `file`. Throws a ContractError for a file that cannot be read. */
export function scanPage(file: string, diagnose: Diagnose): ScannedPage {
  const lines = readText(file, { pipes: true })
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/);
  diagnoseCharacters(lines, diagnose);
  const { title, length } = readFrontMatter(lines);
  const other = findOtherFormat(lines);
  if (other) {
    const taken = `nothing of it that is no Markdown: ${other.convert}`;
    diagnose('other-format', { line: 1, found: `a page in ${other.name}`, taken });
  }
  const blocks = scanBlocks(lines.slice(length), { offset: length, diagnose });
  return { file, name: basename(file, extname(file)), title, heading: headingOf(blocks), blocks };
}

/** The only heading of the first level, unless it says where an operation begins. */
function headingOf(blocks: readonly Block[]): string {
  const [only, ...others] = blocks.filter((block) => block.kind === 'heading' && block.level === 1);
  const text = only?.kind === 'heading' && others.length === 0 ? only.text : '';
  return findRequestLine(text) ? '' : text;
}

/** Radicals of Unicode's own blocks look like characters and are none; searches do not find them. */
function diagnoseCharacters(lines: readonly string[], diagnose: Diagnose): void {
  for (const [index, line] of lines.entries()) {
    const radical = /[\u2E80-\u2FDF]/.exec(line)?.[0];
    if (radical === undefined) continue;
    const code = radical.charCodeAt(0).toString(16).toUpperCase();
    diagnose('odd-character', {
      line: index + 1,
      found: `${radical} (U+${code}) in: ${line.trim()}`,
      taken: `kept as it is; ${radical.normalize('NFKC')} looks the same`,
    });
  }
}

/** `title` of the front matter, and the lines that it takes. */
function readFrontMatter(lines: readonly string[]): { title: string; length: number } {
  if (lines[0]?.trimEnd() !== '---') return { title: '', length: 0 };
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end === -1) return { title: '', length: 0 };
  return { title: titleIn(lines.slice(1, end).join('\n')), length: end + 1 };
}

/** A title that is no plain value may stand for more, by its aliases, than any memory holds. */
function titleIn(text: string): string {
  try {
    const value = load(text, { schema: CORE_SCHEMA });
    const title = isSchemaObject(value) ? value['title'] : undefined;
    return typeof title === 'object' ? '' : plainText(title ?? '');
  } catch {
    return /^title:[ \t]*(.*)$/m.exec(text)?.[1]?.trim() ?? '';
  }
}
