/** Reads a page: its file, its front matter, its blocks, and what they say. */
import { basename, extname } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { isSchemaObject } from '../contract/schema.ts';
import { readText } from '../contract/document/read-document.ts';
import { createReport, type Anomaly } from './anomaly.ts';
import type { Page } from './page.ts';
import { readBlocks } from './read-blocks.ts';
import { scanBlocks } from './scan-blocks.ts';

/** The page in `file`; what is odd about it is added to `anomalies`. Throws a ContractError for a file that cannot be read. */
export function readPage(file: string, anomalies: Anomaly[]): Page {
  return parsePage(file, readText(file), anomalies);
}

/** The page that `text` is. */
function parsePage(file: string, text: string, anomalies: Anomaly[]): Page {
  const report = createReport(file, anomalies);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  reportOddCharacters(lines, report);
  const { title, length } = readFrontMatter(lines);
  const blocks = scanBlocks(lines.slice(length), length, report);
  const name = basename(file, extname(file));
  return readBlocks(blocks, { file, name, title, report });
}

/** `title` of the front matter, and the lines that it takes. */
function readFrontMatter(lines: readonly string[]): { title: string; length: number } {
  if (lines[0]?.trimEnd() !== '---') return { title: '', length: 0 };
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end === -1) return { title: '', length: 0 };
  return { title: titleIn(lines.slice(1, end).join('\n')), length: end + 1 };
}

function titleIn(text: string): string {
  try {
    const value = load(text, { schema: CORE_SCHEMA });
    const title = isSchemaObject(value) ? value['title'] : undefined;
    return title === undefined || title === null ? '' : String(title);
  } catch {
    return /^title:[ \t]*(.*)$/m.exec(text)?.[1]?.trim() ?? '';
  }
}

/** Radicals of Unicode's own blocks look like characters and are none; searches do not find them. */
function reportOddCharacters(lines: readonly string[], report: ReturnType<typeof createReport>): void {
  for (const [index, line] of lines.entries()) {
    const found = /[\u2E80-\u2FDF]/.exec(line)?.[0];
    if (found === undefined) continue;
    const code = found.charCodeAt(0).toString(16).toUpperCase();
    report(
      'odd-character',
      index + 1,
      `${found} (U+${code}) in: ${line.trim()}`,
      `kept as it is; ${found.normalize('NFKC')} looks the same`,
    );
  }
}
