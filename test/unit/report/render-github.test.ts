/** Annotations and job summary, against a server that tries to write its own. */
import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../../src/report/render-github.ts';
import { renderMarkdown, summaryBytes } from '../../../src/report/render-markdown.ts';
import { conforming, cwd, hostile, problemOf, reportOf, troubled, unreachable } from './sample-reports.ts';

/** Lines that the runner obeys: a command at the start, blanks aside, unless commands are stopped; `##[` anywhere. */
function obeyed(output: string): string[] {
  let token: string | undefined;
  return output.split(/\r\n|\n|\r/).filter((line) => {
    if (token !== undefined) {
      if (line.trim() === `::${token}::`) token = undefined;
      return false;
    }
    token = /^::stop-commands::(.+)$/.exec(line.trimStart())?.[1];
    return line.trimStart().startsWith('::') || line.includes('##[');
  });
}

/** The Markdown outside its fences. */
function outsideFences(markdown: string): string {
  let fence: string | undefined;
  const lines = markdown.split('\n').filter((line) => {
    const ticks = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined) {
      fence = ticks;
      return ticks === undefined;
    }
    if (ticks !== undefined && ticks.length >= fence.length && line === ticks) fence = undefined;
    return false;
  });
  expect(fence).toBeUndefined();
  return lines.join('\n');
}

describe('the GitHub report', () => {
  it('annotates the line of the contract that each problem breaks', () => {
    const [line] = renderGithub(reportOf([problemOf({ message: '100% wrong, or so: yes' })]), { cwd }).split('\n');
    expect(line).toBe(
      '::error file=contracts/openapi.yaml,line=31,title=docpact%3A body-schema::100%25 wrong, or so: yes' +
        '%0Aclause addThing.response.201.body.size.type, in 12 cases%0Aexpected: size: a string%0Aactual: size: 1',
    );
  });

  it('escapes what would end a property', () => {
    const report = reportOf([problemOf({ clause: 'x', source: { place: 'a,line=1::b%.yaml:7#/paths' } })]);
    expect(renderGithub(report, { cwd })).toMatch(/^::error file=a%2Cline=1%3A%3Ab%25\.yaml,line=7,title=/);
  });

  it('names no file that is outside the checkout', () => {
    const [line] = renderGithub(reportOf([problemOf()]), { cwd: '/elsewhere' }).split('\n');
    expect(line).toMatch(/^::error title=/);
  });

  it.each(Object.entries({ conforming, troubled, hostile, unreachable }))(
    'of the %s report has one command a problem, and no other',
    (_, report) => {
      const commands = obeyed(renderGithub(report, { cwd }));
      const headline = report.headline === undefined ? 0 : 1;
      expect(commands.length).toBe(report.problems.length + headline + 1);
      expect(commands.slice(0, -1).every((line) => line.startsWith('::error '))).toBe(true);
      expect(commands.at(-1)).toMatch(/^::stop-commands::[0-9a-f]{64}$/);
    },
  );

  it('lets the commands go on after the text', () => {
    const lines = renderGithub(hostile, { cwd }).trimEnd().split('\n');
    const token = lines.find((line) => line.startsWith('::stop-commands::'))?.slice(17);
    expect(lines.at(-1)).toBe(`::${token}::`);
  });
});

describe('the Markdown report', () => {
  it('says the verdict, the numbers and how to repeat the run', () => {
    const summary = renderMarkdown(troubled, { cwd });
    expect(summary).toMatch(/^## ❌ Does not conform\n/);
    expect(summary).toContain(`| valid | 120 | ${troubled.problems.length} |`);
    expect(summary).toContain(
      `${30 - troubled.problems.length} held, ${troubled.problems.length} broken, 2 not reached of 32 clauses.`,
    );
    expect(summary).toContain(`\`\`\`sh\n${troubled.repeat}\n\`\`\``);
    expect(renderMarkdown(conforming, { cwd })).toMatch(/^## ✅ Conforms\n/);
    expect(summary).toMatch(/^-> \d{3}/m);
    expect(renderMarkdown(conforming, { cwd })).not.toContain('more problem');
    expect(renderMarkdown(conforming, { cwd })).not.toMatch(/^### .*problem/m);
  });

  it('lets no text of a server out of its fence or its element', () => {
    const outside = outsideFences(renderMarkdown(hostile, { cwd }));
    const tags = new Set(outside.match(/<\/?[a-z0-9]+/g));
    expect([...tags].sort()).toEqual(
      ['code', 'details', 'em', 'p', 'span', 'strong', 'summary'].flatMap((tag) => [`<${tag}`, `</${tag}`]).sort(),
    );
    expect(outside.match(/<details>/g)?.length).toBe(outside.match(/<\/details>/g)?.length);
    expect(outside.split('\n').filter((line) => /^(#|>|\s*[-*+] |::)/.test(line))).toEqual([
      '## ❌ Does not conform',
      '### 12 problems',
    ]);
  });

  it('stays below what GitHub takes as a comment, the worst problems first', () => {
    const body = '数'.repeat(60_000);
    const problems = Array.from({ length: 400 }, (_, index) =>
      problemOf({ clause: `addThing.law.echo.m${index}`, expected: body, actual: body, curl: body }),
    );
    const comment = renderMarkdown(reportOf(problems), { cwd });
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(60_000);
    expect(comment).toMatch(/And \d+ more problems; the JSON report has them all\./);
    expect(comment.indexOf('addThing.law.echo.m0')).toBeGreaterThan(0);
    const summary = renderMarkdown(reportOf(problems), { cwd, bytes: summaryBytes });
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary.length).toBeGreaterThan(comment.length * 5);
  });
});
