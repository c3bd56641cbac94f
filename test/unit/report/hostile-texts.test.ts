/** One hostile text in every place that something from elsewhere can fill, and every report of it: nothing steers, hides, links or runs. */
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/contract/diagnostic.ts';
import type { Change, Diff } from '../../../src/diff/change.ts';
import { escapeMarkdown, obeyNothing, visibleText } from '../../../src/http/display/visible-text.ts';
import { visible } from '../../../src/mock/client/visible.ts';
import { renderDiff } from '../../../src/report/diff/render-diff.ts';
import { renderImport } from '../../../src/report/render-import.ts';
import { formats } from '../../../src/report/render-options.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { everything, expectHarmless } from '../../harmless.ts';
import { cwd, everywhere, ofPacts } from './sample-reports.ts';

describe('a report', () => {
  it.each(formats)('as %s is harmless', (format) => {
    const text = renderReport(everywhere, { format, cwd });
    expectHarmless(format, text);
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
    expectHarmless(format, text);
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
    expectHarmless(format === 'changelog' ? 'markdown' : format, text);
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
  expectHarmless(format, text);
});

describe('an escape', () => {
  it('of Markdown says the same to who reads the page', () => {
    const text = 'a_b: `x` | *y* <z> & @team, http://h/x [1](2)';
    const shown = escapeMarkdown(text)
      .replaceAll(/<\/?(?:code|span)>/g, '')
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
