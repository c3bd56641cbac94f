/** The changes between two contracts as SARIF 2.1.0 (OASIS), for code scanning. */
import type { Change, Diff } from '../../diff/change.ts';
import { changeRules } from '../../diff/change-rule.ts';
import { changeId } from '../../diff/weigh-changes.ts';
import { readTool } from '../../verdict/report-head.ts';
import { sourcePlace } from '../clause-place.ts';
import { visibleText } from '../../http/display/visible-text.ts';
import { escapeSarif, fileUri } from '../render-sarif.ts';
import { describeBreaks, describeWitness } from './describe-change.ts';

export function renderDiffSarif({ changes }: Diff, cwd: string): string {
  const tool = readTool();
  const rules = [...new Set(changes.map(({ rule }) => rule))].map((id) => ({
    id,
    shortDescription: { text: changeRules[id].message },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'docpact', version: tool.version, rules } },
        results: changes.map((change) => resultOf(change, cwd)),
      },
    ],
  };
  return `${visibleText(JSON.stringify(log, null, 2))}\n`;
}

function resultOf(change: Change, cwd: string): object {
  const { rule, severity, operation, message, old, new: now, place, witness } = change;
  const { file, line } = sourcePlace((now ?? old)?.source ?? place, cwd);
  const shown = witness && describeWitness(witness);
  const text = [
    `${operation}: ${message}`,
    describeBreaks(change),
    ...(shown ? [`${shown.label}: ${shown.text}`] : []),
  ].join('\n');
  return {
    ruleId: rule,
    level: severity,
    message: { text: escapeSarif(visibleText(text)) },
    partialFingerprints: { 'docpactChange/v1': changeId(change) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: fileUri(file) },
          ...(line === undefined ? {} : { region: { startLine: line } }),
        },
      },
    ],
  };
}
