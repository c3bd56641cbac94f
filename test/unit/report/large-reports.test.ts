/** Of operations that were asked nothing, reports for people tell how many clauses there are: nobody reads hundreds of thousands. */
import { expect, it } from 'vitest';
import { renderHtml } from '../../../src/report/render-html.ts';
import { renderJunit } from '../../../src/report/render-junit.ts';
import { renderMarkdown } from '../../../src/report/render-markdown.ts';
import { renderText } from '../../../src/report/render-text.ts';
import type { Report } from '../../../src/verdict/report.ts';
import { updateBaseline } from '../../../src/verdict/baseline.ts';
import { sumUpUnasked } from '../../../src/verdict/coverage.ts';
import { troubled } from './sample-reports.ts';

const others = troubled.coverage.outcomes;
const reason = 'the run ended before it was tried';
const coverage = sumUpUnasked({ clauses: 234_718, reason, first: ['addThing7.request.body.type'], others }, () => {
  throw new Error('every clause was listed');
});
const large: Report = { ...troubled, coverage };

it.each<[string, (report: Report) => string, RegExp]>([
  ['text', (report) => renderText(report), /234718/],
  ['HTML', (report) => renderHtml(report), /234718 clauses not reached: the run ended before it was tried/],
  ['Markdown', (report) => renderMarkdown(report), /<summary>\d+ clauses not reached<\/summary>/],
  ['JUnit', (report) => renderJunit(report), /name="234718 clauses of operations that were asked nothing"/],
])('%s', (_, render, told) => {
  const text = render(large);
  expect(text).toMatch(told);
  expect(text.length).toBeLessThan(render(troubled).length + 2_000);
});

it('a baseline keeps what such a run did not try', () => {
  const entry = { id: 'x', clause: 'addThing7.request.body.type', message: 'known', reason: 'later' };
  expect(updateBaseline({ version: 1, known: [entry] } as never, large)).toMatchObject({
    known: expect.arrayContaining([expect.objectContaining({ id: 'x' })]),
  });
});
