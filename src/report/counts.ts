/** The numbers of a report, as every renderer tells them. */
import type { Zone } from '../contract/zone-of.ts';
import { partProblems, unitOf, type Outcome, type Report } from '../verdict/report.ts';
import { tallyOutcomes } from '../verdict/coverage.ts';
import { countNoun } from '../verdict/count-noun.ts';

/** Outcomes in the order in which every renderer shows them. */
export const outcomeOrder: readonly Outcome[] = ['held', 'broken', 'not reached'];

/** The verdict in words; a run that was cut short without a problem has proven nothing. */
export function describeVerdict(report: Report): string {
  if (report.conforms) return 'Conforms';
  const { errors, warnings } = partProblems(report);
  if (errors.length > 0 || (warnings.length > 0 && report.incomplete === undefined)) return 'Does not conform';
  return 'Incomplete';
}

/** Title and version of the contract, or its first file. */
export function contractName({ contract: { title, version, files } }: Report): string {
  return [title, version].filter(Boolean).join(' ') || (files[0] ?? '');
}

/** `52 held, 10 broken, 4 not reached of 66 clauses`. */
export function describeCoverage(report: Report): string {
  const tally = tallyOutcomes(report.coverage);
  const parts = outcomeOrder.map((outcome) => `${tally[outcome]} ${outcome}`);
  return `${parts.join(', ')} of ${countNoun(report.coverage.clauses, unitOf(report))}`;
}

/** `3 problems, 1 warning`; warnings and what is known only where there are some. */
export function describeProblems(report: Report): string {
  const { errors, warnings, known } = partProblems(report);
  const warned = warnings.length === 0 ? [] : [countNoun(warnings.length, 'warning')];
  const put = known.length === 0 ? [] : [`${known.length} known`];
  return [countNoun(errors.length, report.baseline ? 'new problem' : 'problem'), ...warned, ...put].join(', ');
}

/** What else a reader must know of the whole run. */
export function notesOf(report: Report): readonly string[] {
  const notes = report.kind === 'pact' ? [] : (report.notes ?? []);
  return [...notes, ...(report.baseline?.notes ?? [])];
}

/** What each zone asks of the server. */
export const zoneMeanings: Readonly<Record<Zone, string>> = {
  valid: 'must succeed',
  invalid: 'must be refused as documented',
  open: 'may be either, if the answer conforms',
};

/** In the order in which every renderer shows them. */
export const zones: readonly Zone[] = Object.keys(zoneMeanings) as Zone[];
