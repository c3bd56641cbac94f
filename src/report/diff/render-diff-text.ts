/** The changes between two contracts, as a person at a terminal reads them. */
import type { Change, ChangedClause, Diff } from '../../diff/change.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { describeClausePlace, sourcePlace } from '../clause-place.ts';
import { createPalette, type Palette } from '../text/paint.ts';
import { labelled, pageWidth, wrapText } from '../text/wrap-text.ts';
import { obeyNothing, visibleLine } from '../../http/display/visible-text.ts';
import { changedId, describeBreaks, describeWitness, isBreaking } from './describe-change.ts';

export interface DiffTextOptions {
  colour: boolean;
  cwd: string;
}

/** Operation by operation, what breaks someone first. */
export function renderDiffText(diff: Diff, { colour, cwd }: DiffTextOptions): string {
  const palette = createPalette(colour);
  const groups = [...Map.groupBy(diff.changes, ({ operation }) => operation)];
  const lines = groups.flatMap(([operation, changes]) => [
    palette.strong(visibleLine(operation)),
    ...changes
      .toSorted((a, b) => Number(isBreaking(b)) - Number(isBreaking(a)))
      .flatMap((change) => changeLines(change, { palette, cwd })),
    '',
  ]);
  return obeyNothing([...lines, summarizeDiff(diff), ''].join('\n'));
}

const indent = '    ';

function changeLines(change: Change, { palette, cwd }: { palette: Palette; cwd: string }): string[] {
  const { kind, rule, old, new: now, witness } = change;
  const shown = witness && describeWitness(witness);
  const paint = isBreaking(change) ? palette.bad : palette.quiet;
  const sides: [string, ChangedClause | undefined][] = [
    ['old', old],
    ['new', now],
  ];
  return [
    `  ${paint(kind.padEnd(8))}${palette.quiet(describeBreaks(change))}`,
    ...wrapText(visibleLine(changedId(change)), { columns: pageWidth - indent.length }).map((line) => indent + line),
    ...sides.flatMap(([label, clause]) =>
      clause
        ? labelled(label, visibleLine(`${clause.sentence} (${placesOf(clause, cwd)})`), {
            indent,
            lines: 4,
            paint: palette.quiet,
          })
        : [],
    ),
    ...(shown ? labelled(shown.label, visibleLine(shown.text), { indent, lines: 6, paint: palette.quiet }) : []),
    ...labelled('rule', rule, { indent, paint: palette.quiet }),
  ];
}

function placesOf({ source }: ChangedClause, cwd: string): string {
  return describeClausePlace(sourcePlace(source, cwd));
}

/** `1 gone, 2 new, 3 changed, 40 clauses alike; 1 break callers, …` */
export function summarizeDiff({ changes, same }: Diff): string {
  const count = (test: (change: Change) => boolean) => changes.filter(test).length;
  const kinds = (['gone', 'new', 'changed'] as const).map(
    (kind) => `${count((change) => change.kind === kind)} ${kind}`,
  );
  const whom = [
    `${count(({ breaks }) => breaks.callers)} break callers`,
    `${count(({ breaks }) => breaks.providers)} break providers`,
  ];
  const doubtful = count(({ severity }) => severity === 'warning');
  if (doubtful > 0) whom.push(`${doubtful} may break someone`);
  if (changes.length === 0) return `no change: ${countNoun(same, 'clause')} alike`;
  return `${kinds.join(', ')}, ${countNoun(same, 'clause')} alike; ${whom.join(', ')}`;
}
