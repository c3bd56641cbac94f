/** One hostile text in every place that something from elsewhere can fill, and every report of it: nothing steers, hides, links or runs. */
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/contract/diagnostic.ts';
import type { Change, Diff } from '../../../src/diff/change.ts';
import { escapeMarkdown, obeyNothing, visibleText } from '../../../src/http/display/visible-text.ts';
import { visible } from '../../../src/mock/client/visible.ts';
import { renderDiff } from '../../../src/report/diff/render-diff.ts';
import { renderImport } from '../../../src/report/render-import.ts';
import { formats } from '../../../src/report/render-options.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { cwd, hostile, hostileTexts, ofPacts } from './sample-reports.ts';

const everything =
  '\u001B]8;;http://evil.example\u0007x\u001B[2J\u009B31m\b\r\n::error::x\n##[error]x\n' +
  '</script><img src=x onerror=x>"\'`|*_~[x](http://evil.example/x)![i](x) www.evil.example @everyone <!-- ]]> --> \u202Eabc\u200Bd\uFEFF\uFFFE\uD800 %0A::x';

/** What no report has in it: controls, what turns or hides text, halves of characters. */
const raw = /[[\p{Cc}--[\n\t]]\p{Bidi_Control}\p{Cs}\u200B\u2028\u2029\uFEFF\uFFFE]/v;

/** Lines outside of fences and pieces of code, as Markdown reads them. */
const outside = (markdown: string): string =>
  markdown.replaceAll(/^(`{3,})[^\n]*\n[^]*?\n\1$/gm, '').replaceAll(/<pre>[^]*?<\/pre>/g, '');

const isHarmless: Readonly<Record<string, (text: string) => void>> = {
  text: (text) => expect(text).not.toMatch(/^\s*::|##(?:vso)?\[/m),
  json: (text) => JSON.parse(text),
  gitlab: (text) => JSON.parse(text),
  sarif(text) {
    const { runs } = JSON.parse(text) as { runs: { results: { message: { text: string } }[] }[] };
    for (const { message } of runs.flatMap(({ results }) => results)) expect(message.text).not.toMatch(/(?<!\\)\]\(/);
  },
  junit: (text) => expect(XMLValidator.validate(text)).toBe(true),
  html(text) {
    const rest = text.replaceAll(/<(script|style)>[^]*?<\/\1>/g, '');
    expect(rest.replaceAll(/<(?:!doctype html|\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g, '')).not.toMatch(
      /[<>"']/,
    );
    expect(rest).not.toMatch(/<(?:script|img|a|iframe|svg)\b/);
  },
  github(text) {
    let paused = false;
    for (const line of text.trimEnd().split('\n')) {
      if (!paused) expect(line).toMatch(/^::(?:error|warning|notice|stop-commands)/);
      expect(line.replace(/^::[a-z-]+ [^:]*::/, '')).not.toMatch(/^::(?:error|set-env)/);
      if (line.startsWith('::stop-commands::')) paused = true;
    }
  },
  markdown(text) {
    const lines = outside(text);
    expect(lines).not.toMatch(/@(?!<\/code>)|\]\(|!\[|https?:\/\/evil|www\.evil|<(?:script|img|a|h1|!--)\b/i);
  },
};

describe('a report', () => {
  const texts = [everything, ...hostileTexts];
  const fill = (index: number): string => texts[index % texts.length] ?? '';
  /** Every text of the problems, whatever it is called, and what else is shown of a run. */
  const report = {
    ...hostile,
    headline: everything,
    target: everything,
    runId: everything,
    repeat: everything,
    notes: [everything],
    created: [everything],
    tool: { name: 'docpact', version: everything },
    contract: { title: everything, version: everything, files: [everything] },
    problems: hostile.problems.map((problem, index) => ({
      ...problem,
      clause: index === 0 ? everything : problem.clause,
      known: index === 1 ? everything : undefined,
      source: { place: `${fill(index)}:3`, page: fill(index) },
      operations: [fill(index)],
      again: fill(index),
    })),
  } as typeof hostile;

  it.each(formats)('as %s is harmless', (format) => {
    const text = renderReport(report, { format, cwd });
    expect(raw.exec(text)?.[0]).toBeUndefined();
    isHarmless[format]?.(text);
  });

  it.each(formats)('of pacts as %s is harmless', (format) => {
    const outcomes = ofPacts.coverage.outcomes.map((outcome) => ({ ...outcome, id: everything, sentence: everything }));
    const problems = ofPacts.problems.map((problem) => ({
      ...problem,
      message: everything,
      case: everything,
      clause: everything,
    }));
    const text = renderReport({ ...ofPacts, problems, coverage: { ...ofPacts.coverage, outcomes } }, { format, cwd });
    expect(raw.exec(text)?.[0]).toBeUndefined();
    isHarmless[format]?.(text);
  });
});

describe('changes of a contract', () => {
  const clause = { id: everything, sentence: everything, source: { file: everything, pointer: '', page: everything } };
  const shared = {
    subject: 'response',
    breaks: { callers: true, providers: false },
    place: { file: 'a', pointer: '' },
  };
  const changes = (['error', 'warning', 'note'] as const).map(
    (severity) =>
      ({
        ...shared,
        severity,
        rule: 'operation-gone',
        kind: 'changed',
        operation: everything,
        message: everything,
        old: clause,
        new: clause,
        witness: {
          message: 'response',
          right: 'new',
          status: '200',
          headers: { a: everything },
          body: { [everything]: everything },
        },
      }) as unknown as Change,
  );
  const diff = { changes, same: 1, breaking: true } as Diff;

  it.each(['text', 'json', 'github', 'markdown', 'sarif', 'changelog'] as const)('as %s are harmless', (format) => {
    const text = renderDiff(diff, { format, colour: false, cwd });
    expect(raw.exec(text)?.[0]).toBeUndefined();
    isHarmless[format === 'changelog' ? 'markdown' : format]?.(text);
  });
});

it.each(['text', 'json', 'github'] as const)('what is odd about pages is harmless as %s', (format) => {
  const diagnostic = {
    rule: 'odd-type',
    severity: 'warning',
    place: { file: `a${everything}`, pointer: '', line: 1 },
    message: everything,
    found: everything,
    taken: everything,
  } as unknown as Diagnostic;
  const text = renderImport([diagnostic], { format, summary: `3 pages\n${everything}` });
  expect(raw.exec(text)?.[0]).toBeUndefined();
  const lines = format === 'json' ? [] : text.split('\n');
  expect(lines.filter((line) => /^\s*::(?!warning )|##\[/.test(line))).toEqual([]);
});

describe('an escape', () => {
  it('of Markdown says the same to who reads the page', () => {
    const text = 'a_b: `x` | *y* <z> & @team, http://h/x [1](2)';
    const shown = escapeMarkdown(text)
      .replaceAll(/<\/?code>/g, '')
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(shown).toBe(text);
  });

  it('of a log leaves all but commands alone', () => {
    expect(obeyNothing('a::b\n  ::c\n# ## [x]\n##vso[x]')).toBe('a::b\n  \\u003a:c\n# ## [x]\n#\\u0023vso[x]');
  });

  it('of the page in the browser spells out the same characters as reports', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((each) => each !== '\r');
    const differing = [...all, ...all.map((each) => `ع${each}ع`), '\u{E0041}', '\u{1F600}'].filter(
      (text) => visible(text) !== visibleText(text),
    );
    expect(differing).toEqual([]);
  });

  it('shows joiners where they join nothing', () => {
    expect(visibleText('ad\u200Dmin \u200C می\u200Cخواهم 👩\u200D👧')).toBe(
      'ad\\u200dmin \\u200c می\u200Cخواهم 👩\u200D👧',
    );
  });
});
