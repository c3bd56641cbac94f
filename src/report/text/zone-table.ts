/** The table of zones. */
import type { Report } from '../../verdict/report.ts';
import type { Palette } from './paint.ts';

const meanings = {
  valid: 'must succeed',
  invalid: 'must be refused as documented',
  open: 'may be either, if the answer conforms',
} as const;

/** Cases and failures of each zone, with what the zone means. */
export function zoneTable({ summary }: Report, { bad, quiet }: Palette): string[] {
  const rows = (['valid', 'invalid', 'open'] as const).map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    const shown = String(failed).padStart(8);
    return `${zone.padEnd(8)}${String(cases).padStart(7)}${failed > 0 ? bad(shown) : shown}   ${quiet(meanings[zone])}`;
  });
  return [quiet(`${'zone'.padEnd(8)}${'cases'.padStart(7)}${'failed'.padStart(8)}`), ...rows];
}
