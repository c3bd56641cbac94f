/** All problems, with a filter over them. */
import type { ReportedExchange } from '../../http/display/describe-exchange.ts';
import { parsePointer } from '../../contract/json-pointer.ts';
import { locateMember } from '../../http/display/locate-member.ts';
import { shortenTelling } from '../../http/display/shorten-text.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { problemKinds } from '../../verdict/problem-kind.ts';
import type { Problem, Report } from '../../verdict/report.ts';
import { describeClausePlace, problemPlace } from '../clause-place.ts';
import { indentJson } from './indent-json.ts';
import { markup, type Markup } from './markup.ts';

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

interface CardOptions {
  report: Report;
  /** 1-based. */
  number: number;
  cwd: string;
}

const longestLine = 500;

/** Closed: kind, sentence, clause, count. Open: what was expected and came, how to see it, the exchanges. */
function problemCard(problem: Problem, { report, number, cwd }: CardOptions): Markup {
  const { kind, severity, message, clause, count, known, at, exchanges } = problem;
  return markup`<details class="problem" id="problem-${number}" data-kind="${kind}">
<summary><span class="kind">${kind}</span> <span class="count">${countNoun(count, 'case')}${severity === 'warning' ? ', warning' : ''}${known === undefined ? '' : ', known'}</span>
<strong>${shortenTelling(message, longestLine)}</strong>
<code>${shortenTelling(clause, longestLine)}</code></summary>
<div class="inside">
<p class="quiet">${problemKinds[kind]}</p>
${facts(problem, report, cwd)}
<div class="compare"><section><h4>Expected</h4><pre tabindex="0">${problem.expected}</pre></section><section><h4>Actual</h4><pre tabindex="0">${problem.actual}</pre></section></div>
${problem.curl === '' ? [] : copyable(problem.curl, 'Repeat it')}
${problem.again === undefined ? [] : copyable(problem.again, 'Run its case again')}
${exchanges.map((exchange, index) =>
  exchangeView(exchange, {
    ...(exchanges.length > 1 ? { step: index + 1 } : {}),
    ...(index === exchanges.length - 1 && at ? { at } : {}),
  }),
)}
</div>
</details>`;
}

function facts(problem: Problem, report: Report, cwd: string): Markup {
  const sentence = report.coverage.outcomes.find(({ id }) => id === problem.clause)?.sentence;
  const rows: Array<[string, string | undefined]> = [
    [report.kind === 'pact' ? 'Request' : 'Clause', sentence],
    ['Written in', describeClausePlace(problemPlace(report, problem, cwd))],
    ['Case', `${shortenTelling(problem.case, longestLine)} (${problem.zone})`],
    ['Known, since', problem.known || undefined],
  ];
  return markup`<dl class="facts">
${rows.map(([name, text]) => (text === undefined ? markup`` : markup`<div><dt>${name}</dt><dd>${text}</dd></div>`))}
</dl>`;
}

interface ViewOptions {
  /** Numbers it within a sequence. */
  step?: number;
  /** The member to blame. */
  at?: Problem['at'];
}

/** One request and its answer, as they went over the wire. */
function exchangeView({ request, response, failure }: ReportedExchange, { step, at }: ViewOptions): Markup {
  const placeIn = (side: 'request' | 'answer'): string | undefined => (at?.in === side ? at.pointer : undefined);
  const { method, url, headers, body = '' } = request;
  const sent = wire(`${method} ${url}`, { headers, body, marked: placeIn('request') });
  const came = response ? wire(String(response.status), { ...response, marked: placeIn('answer') }) : markup``;
  return markup`<div class="exchange">
<section><h4>${step === undefined ? 'Request' : `Step ${step}: request`}</h4>${sent}</section>
<section><h4>Answer</h4>${came}${failure === undefined ? [] : markup`<p class="failure">${failure}</p>`}</section>
</div>`;
}

interface Message {
  headers: Readonly<Record<string, string>>;
  body: string;
  /** A pointer into the body. */
  marked: string | undefined;
}

function wire(start: string, { headers, body, marked }: Message): Markup {
  const lines = Object.entries(headers).map(([name, value]) => markup`<span class="quiet">${name}: ${value}</span>`);
  const shown = body === '' ? markup`<span class="quiet">(no body)</span>` : bodyView(indentJson(body), marked);
  return markup`<pre tabindex="0"><strong>${start}</strong>
${lines}${lines.length === 0 ? '' : '\n'}
${shown}</pre>`;
}

/** The body, in which the member to blame is marked. */
function bodyView(body: string, marked: string | undefined): Markup {
  const span = marked === undefined ? undefined : locateMember(body, parsePointer(marked));
  if (!span) return markup`${body}`;
  const { start, end } = span;
  return markup`${body.slice(0, start)}<mark>${body.slice(start, end)}</mark>${body.slice(end)}`;
}

/** Text to paste elsewhere, with a button that copies it. */
export function copyable(text: string, title: string): Markup {
  return markup`<section class="copyable"><h4>${title}</h4><button type="button" class="copy">Copy</button><pre tabindex="0">${text}</pre></section>`;
}
