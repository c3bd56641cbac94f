/** The head of a report: in which form it is, which tool held which contract against a server, and when. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isRemote } from '../contract/document/read-document.ts';
import type { Contract } from '../contract/contract.ts';
import { plainText } from '../contract/name-text.ts';
import { isSchemaObject } from '../contract/schema.ts';

/** The version of a report's form. What docpact 0.1 wrote has none. */
export const reportVersion = 1;

export interface ReportHead {
  version: typeof reportVersion;
  tool: Tool;
  contract: ReportedContract;
  /** ISO 8601, in UTC. */
  startedAt: string;
}

/** The program that wrote a report. */
export interface Tool {
  name: string;
  version: string;
}

export interface ReportedContract {
  /** `info.title` and `info.version` of the document. */
  title: string;
  version: string;
  /** The document's main file, or the pages; as seen from the working folder where they are below it. */
  files: readonly string[];
}

/** The head of a report on a run that began when `performance.now()` was `begun`. */
export function writeReportHead(contract: Contract, begun: number): ReportHead {
  const info = contract.document['info'];
  const version = isSchemaObject(info) ? info['version'] : undefined;
  return {
    version: reportVersion,
    tool: readTool(),
    contract: {
      title: contract.title,
      version: version === undefined ? '' : plainText(version),
      files: mainFiles(contract).map(shownPath),
    },
    startedAt: new Date(Date.now() - (performance.now() - begun)).toISOString(),
  };
}

/** This docpact, by its own package. */
export function readTool(): Tool {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { name, version } = JSON.parse(text) as Tool;
  return { name, version };
}

/** Pages are all on a par; of other contracts, the one file that leads to the others. */
function mainFiles({ file, files }: Contract): readonly string[] {
  return isPage(file) ? files.filter(isPage) : [file];
}

function isPage(file: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(file);
}

/** A file, or an address, as the user would name it from where they stand. */
export function shownPath(file: string): string {
  if (isRemote(file)) return file;
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
