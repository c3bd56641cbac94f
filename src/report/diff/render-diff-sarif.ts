/** The changes between two contracts as SARIF 2.1.0 (OASIS), for code scanning. */
import type { Change, Diff } from '../../diff/change.ts';
import { changeRules } from '../../diff/change-rule.ts';
import { changeId } from '../../diff/weigh-changes.ts';
import { readTool } from '../../verdict/report-head.ts';
import { sourcePlace } from '../clause-place.ts';
import { visibleText } from '../../http/display/visible-text.ts';
import { escapeSarif, sarifLocation, writeSarif } from '../sarif-log.ts';
import { describeBreaks, describeWitness } from './describe-change.ts';

export function renderDiffSarif({ changes }: Diff, cwd: string): string {
  const ids = [...new Set(changes.map(({ rule }) => rule))];
  return writeSarif({
    tool: readTool(),
    rules: ids.map((id) => ({ id, shortDescription: { text: changeRules[id].message } })),
    results: changes.map((change) => ({ ...resultOf(change, cwd), ruleIndex: ids.indexOf(change.rule) })),
  });
}

function resultOf(change: Change, cwd: string): object {
  const { rule, severity, operation, message, old, new: now, place, witness } = change;
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
    locations: [sarifLocation(sourcePlace((now ?? old)?.source ?? place, cwd))],
  };
}
