/** All problems, with a filter over them. */
import { findOutcome } from '../../verdict/coverage.ts';
import type { ReportedExchange } from '../../http/display/describe-exchange.ts';
import { parsePointer } from '../../contract/json-pointer.ts';
import { locateMember } from '../../http/display/locate-member.ts';
import { shortenTelling } from '../../http/display/shorten-text.ts';
import type { Tell } from '../../language/translate.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { problemKinds } from '../../verdict/problem-kind.ts';
import type { Problem } from '../../verdict/report.ts';
import { describeClausePlace, problemPlace } from '../clause-place.ts';
import { indentJson } from './indent-json.ts';
import { markup, type Markup } from './markup.ts';
import type { Page } from './page.ts';

/** The cards, most severe first; nothing where there is no problem. */
export function problemSection({ report, cwd, tell }: Page): Markup {
  const { problems } = report;
  if (problems.length === 0) return markup``;
  const kinds = [...Map.groupBy(problems, ({ kind }) => kind)];
  return markup`<section aria-labelledby="problems">
<h2 id="problems">${tell('Problems')}</h2>
<form class="filter" id="filter" hidden>
<label>${tell('Kind')} <select id="kind"><option value="">${tell('all kinds')} (${problems.length})</option>
${kinds.map(([kind, members]) => markup`<option value="${kind}">${kind} (${members.length})</option>`)}
</select></label>
<label class="search">${tell('Text')} <input type="search" id="text" placeholder="${tell('member, status, words of a message')}" autocomplete="off" spellcheck="false"></label>
<button type="button" id="unfold">${tell('Open all')}</button>
<output id="shown"></output>
</form>
${problems.map((problem, index) => problemCard(problem, { report, number: index + 1, cwd, tell }))}
</section>`;
}

interface CardOptions extends Page {
  /** 1-based. */
  number: number;
}

const longestLine = 500;

/** Closed: kind, sentence, clause, count. Open: what was expected and came, how to see it, the exchanges. */
function problemCard(problem: Problem, { number, ...page }: CardOptions): Markup {
  const { tell } = page;
  const { kind, severity, message, clause, count, known, at, exchanges } = problem;
  return markup`<details class="problem" id="problem-${number}" data-kind="${kind}">
<summary><span class="kind">${kind}</span> <span class="count">${[countNoun(count, 'case'), ...(severity === 'warning' ? ['warning'] : []), ...(known === undefined ? [] : ['known'])].map(tell).join(', ')}</span>
<strong>${shortenTelling(tell(message), longestLine)}</strong>
<code>${shortenTelling(clause, longestLine)}</code></summary>
<div class="inside">
<p class="quiet">${tell(problemKinds[kind])}</p>
${facts(problem, page)}
<div class="compare"><section><h4>${tell('Expected')}</h4><pre tabindex="0">${tell(problem.expected)}</pre></section><section><h4>${tell('Actual')}</h4><pre tabindex="0">${tell(problem.actual)}</pre></section></div>
${problem.curl === '' ? [] : copyable(problem.curl, tell('Repeat it'), tell)}
${problem.again === undefined ? [] : copyable(problem.again, tell('Run its case again'), tell)}
${exchanges.map((exchange, index) =>
  exchangeView(exchange, {
    tell,
    ...(exchanges.length > 1 ? { step: index + 1 } : {}),
    ...(index === exchanges.length - 1 && at ? { at } : {}),
  }),
)}
</div>
</details>`;
}

function facts(problem: Problem, { report, cwd, tell }: Page): Markup {
  const sentence = findOutcome(report.coverage, problem.clause)?.sentence;
  const rows: Array<[string, string | undefined]> = [
    [report.kind === 'pact' ? 'Request' : 'Clause', sentence && tell(sentence)],
    ['Written in', describeClausePlace(problemPlace(report, problem, cwd))],
    ['Case', `${shortenTelling(problem.case, longestLine)} (${tell(problem.zone)})`],
    ['Known, since', problem.known || undefined],
  ];
  return markup`<dl class="facts">
${rows.map(([name, text]) => (text === undefined ? markup`` : markup`<div><dt>${tell(name)}</dt><dd>${text}</dd></div>`))}
</dl>`;
}

interface ViewOptions {
  tell: Tell;
  /** Numbers it within a sequence. */
  step?: number;
  /** The member to blame. */
  at?: Problem['at'];
}

/** One request and its answer, as they went over the wire. */
function exchangeView({ request, response, failure }: ReportedExchange, { step, at, tell }: ViewOptions): Markup {
  const show = (side: 'request' | 'answer', body: string | undefined): Markup =>
    bodyOf(body, { tell, marked: at?.in === side ? at.pointer : undefined });
  const sent = wire(`${request.method} ${request.url}`, request.headers, show('request', request.body));
  const came = response ? wire(String(response.status), response.headers, show('answer', response.body)) : markup``;
  return markup`<div class="exchange">
<section><h4>${tell(step === undefined ? 'Request' : `Step ${step}: request`)}</h4>${sent}</section>
<section><h4>${tell('Answer')}</h4>${came}${failure === undefined ? [] : markup`<p class="failure">${tell(failure)}</p>`}</section>
</div>`;
}

function wire(start: string, headers: Readonly<Record<string, string>>, body: Markup): Markup {
  const lines = Object.entries(headers).map(([name, value]) => markup`<span class="quiet">${name}: ${value}</span>`);
  return markup`<pre tabindex="0"><strong>${start}</strong>
${lines}${lines.length === 0 ? '' : '\n'}
${body}</pre>`;
}

/** The body, in which the member to blame is marked. */
function bodyOf(body = '', { tell, marked }: { tell: Tell; marked: string | undefined }): Markup {
  if (body === '') return markup`<span class="quiet">${tell('(no body)')}</span>`;
  const text = indentJson(body);
  const span = marked === undefined ? undefined : locateMember(text, parsePointer(marked));
  if (!span) return markup`${text}`;
  const { start, end } = span;
  return markup`${text.slice(0, start)}<mark>${text.slice(start, end)}</mark>${text.slice(end)}`;
}

/** Text to paste elsewhere, with a button that copies it. */
export function copyable(text: string, title: string, tell: Tell): Markup {
  return markup`<section class="copyable"><h4>${title}</h4><button type="button" class="copy">${tell('Copy')}</button><pre tabindex="0">${text}</pre></section>`;
}
