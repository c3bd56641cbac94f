/** All problems, with a filter over them. */
import type { Report } from '../../verdict/report.ts';
import { markup, type Markup } from './markup.ts';
import { problemCard } from './problem-card.ts';

/** The cards, most severe first; nothing where there is no problem. */
export function problemSection(report: Report, cwd: string): Markup {
  const { problems } = report;
  if (problems.length === 0) return markup``;
  const kinds = [...Map.groupBy(problems, ({ kind }) => kind)];
  return markup`<section aria-labelledby="problems">
<h2 id="problems">Problems</h2>
<form class="filter" id="filter" hidden>
<label>Kind <select id="kind"><option value="">all kinds (${problems.length})</option>
${kinds.map(([kind, members]) => markup`<option value="${kind}">${kind} (${members.length})</option>`)}
</select></label>
<label class="search">Text <input type="search" id="text" placeholder="member, status, words of a message" autocomplete="off" spellcheck="false"></label>
<button type="button" id="unfold">Open all</button>
<output id="shown"></output>
</form>
${problems.map((problem, index) => problemCard(problem, { report, number: index + 1, cwd }))}
</section>`;
}
