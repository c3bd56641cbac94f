/** The foot of the page: how to repeat the run, and what it left behind. */
import type { Report } from '../../verdict/report.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { markup, type Markup } from './markup.ts';
import { copyable } from './problem-card.ts';

/** Seed, run id, the command, the identifiers that were created. */
export function runSection({ seed, runId, repeat, created, unit }: Report): Markup {
  return markup`<footer>
<h2>The run</h2>
<dl class="facts">${unit === 'interaction' ? [] : markup`<div><dt>Seed</dt><dd>${seed}</dd></div>`}<div><dt>Run id</dt><dd>${runId}</dd></div></dl>
${copyable(repeat, 'Repeat the run')}
${created.length === 0 ? [] : markup`<details class="created"><summary>${countNoun(created.length, 'identifier')} left on the server</summary><pre tabindex="0">${created.join('\n')}</pre></details>`}
</footer>`;
}
