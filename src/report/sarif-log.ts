/** What every SARIF log of ours has (OASIS Standard, SARIF 2.1.0): its version, one run, its tool, places. */
import type { Tool } from '../verdict/report-head.ts';
import type { ClausePlace } from './clause-place.ts';
import { visibleJson, visibleLine } from '../http/display/visible-text.ts';

export interface SarifRule {
  id: string;
  shortDescription: { text: string };
}

export interface SarifRun {
  tool: Tool;
  rules: readonly SarifRule[];
  results: readonly object[];
  /** Other members of the run. */
  more?: object;
}

/** The text of a log with one run. */
export function writeSarif({ tool, rules, results, more = {} }: SarifRun): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, rules } },
        columnKind: 'utf16CodeUnits',
        ...more,
        results,
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, null, 2))}\n`;
}

/** A place as a location; below the working folder it is relative, as code scanning wants it. */
export function sarifLocation({ file, line: startLine }: ClausePlace): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(visibleLine(file)).replaceAll('#', '%23').replaceAll('?', '%3F') },
      ...(startLine === undefined ? {} : { region: { startLine } }),
    },
  };
}

/** Text in which no viewer finds a link (SARIF 2.1.0, 3.11.6). */
export function escapeSarif(text: string): string {
  return text.includes('](') ? text.replaceAll(/[[\]]/g, String.raw`\$&`) : text;
}
