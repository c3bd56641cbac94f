/** The text report, as a person at a terminal of 80 columns reads it. */
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../../src/report/render-text.ts';
import { conforming, cwd, hostile, problemOf, reportOf, troubled, unreachable } from './sample-reports.ts';

const reports = { conforming, troubled, hostile, unreachable };

/** The lines that are no part of a curl block or of the command at the end. */
function proseOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((_, index) => {
    const label = lines.slice(0, index).findLast((line) => /^ {0,4}\S/.test(line));
    return label?.trim() !== 'repeat' || !/^ {5}/.test(lines[index] ?? '');
  });
}

describe.each(Object.entries(reports))('the text of a %s report', (_, report) => {
  it('fits 80 columns', () => {
    for (const line of proseOf(
      renderText({ ...report, problems: report.problems.map((problem) => ({ ...problem, curl: '' })) }, { cwd }),
    )) {
      expect(stringWidth(line), line).toBeLessThanOrEqual(80);
    }
  });

  it('shows each place on a line of its own', () => {
    const file = `${cwd}/${'deep/'.repeat(20)}a-schema.yaml`;
    const problem = problemOf({ clause: 'none', source: { place: `${file}:31#/x`, page: 'some/page.md:98' } });
    const lines = renderText(reportOf([problem]), { cwd }).split('\n');
    expect(lines).toContain(`    written   ${'deep/'.repeat(20)}a-schema.yaml:31`);
    expect(lines).toContain('              some/page.md:98');
  });

  it('sends no control character', () => {
    expect(renderText(report, { cwd })).not.toMatch(/[[\p{Cc}--[\n\t]]\p{Bidi_Control}\p{Cs}]/v);
  });

  it('has no blank at the end of a line, and ends in one line feed', () => {
    const text = renderText(
      { ...report, problems: report.problems.map((problem) => ({ ...problem, curl: '' })) },
      { cwd },
    );
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

describe('the text report', () => {
  it('says the verdict, the target and the numbers first', () => {
    const [verdict, numbers] = renderText(conforming, { cwd }).split('\n');
    expect(verdict).toBe('CONFORMS  http://127.0.0.1:8080/api');
    expect(numbers).toBe('0 problems, 412 cases, 530 requests, 2.1 s, depth standard');
  });

  it('puts the headline above the verdict', () => {
    expect(renderText(unreachable, { cwd }).split('\n\n').slice(0, 2)).toEqual([
      'Nothing answers at http://127.0.0.1:8080: is the server running, is the port\nright?',
      expect.stringMatching(/^DOES NOT CONFORM {2}/),
    ]);
  });

  it('tells of a problem what, where it is written, what came, how often, and how to see it', () => {
    const problem = problemOf({ curl: 'curl -i http://127.0.0.1:8080/\ncurl -i http://127.0.0.1:8080/again' });
    const block = renderText(reportOf([problem]), { cwd })
      .split('\n\n')
      .find((text) => text.startsWith('1.'));
    expect(block).toBe(
      [
        '1.  body-schema  in 12 cases',
        '    size of the 201 answer is a number, the contract says a string.',
        '    clause    addThing.response.201.body.size.type',
        '              size of the 201 answer is a string',
        '    written   contracts/openapi.yaml:31',
        '    expected  size: a string',
        '    actual    size: 1',
        '    answer    201 application/json {"id":"7","name":"cn-north-1-k3f9","alias":"',
        '              华北一区","size":1,"tags":[],"extra":{}}',
        '    case      every optional member alone: size (valid)',
        '    repeat',
        '      curl -i http://127.0.0.1:8080/',
        '      curl -i http://127.0.0.1:8080/again',
      ].join('\n'),
    );
  });

  it('numbers the steps of a sequence, each with its answer', () => {
    const steps = renderText(troubled, { cwd })
      .match(/^ {4}(?:steps {5}| {10})(?:\d\. POST|-> \w+).*/gm)
      ?.slice(0, 6);
    expect(
      steps?.map((line) =>
        line
          .trim()
          .replace(/^steps +/, '')
          .slice(0, 12),
      ),
    ).toEqual(['1. POST /api', '-> 201 appli', '2. POST /api', '-> 201 appli', '3. POST /api', '-> no answer']);
  });

  it('keeps a curl line whole, so that it can be pasted', () => {
    const curl = `curl -i -d '${'{"name":"数据"}'.repeat(20)}' http://127.0.0.1:8080/`;
    expect(renderText(reportOf([problemOf({ curl })]), { cwd })).toContain(`      ${curl}\n`);
  });

  it('cuts a line that no terminal holds, and says where the whole is', () => {
    const curl = `curl -d '${'x'.repeat(100_000)}' http://127.0.0.1:8080/`;
    const text = renderText(reportOf([problemOf({ curl })]), { cwd });
    expect(text).toContain('xxx… (the whole line: --format json)\n');
    expect(text.length).toBeLessThan(20_000);
  });

  it('lists the clauses that were not reached, and not hundreds of them', () => {
    expect(renderText(troubled, { cwd })).toContain(
      '2 clauses not reached\n   readThing.response.200.status\n   readThing.response.200.body.名称.type\n',
    );
    expect(renderText(unreachable, { cwd })).toContain('   and 12 more; --format json lists them all\n');
  });

  it('draws a bar of 80 columns in which even one broken clause of hundreds shows', () => {
    const report = reportOf([problemOf()]);
    const [clause] = report.coverage.outcomes;
    const held = Array.from({ length: 500 }, (_, index) => ({
      ...clause!,
      id: `x.${index}`,
      outcome: 'held' as const,
    }));
    const coverage = { ...report.coverage, outcomes: [...report.coverage.outcomes, ...held] };
    const bar = renderText({ ...report, coverage }, { cwd }).match(/^[█▒·]+$/m)?.[0];
    expect(bar).toBe(`${'█'.repeat(79)}▒`);
  });

  it('ends with the seed and a command that can be pasted, also where it is long', () => {
    const repeat = `npx docpact verify http://127.0.0.1:8080/api --header 'authorization: Bearer $TOKEN' --header 'x-team: a b' --seed 42 --run-id k3f9`;
    const text = renderText({ ...conforming, repeat }, { cwd });
    expect(text.slice(text.indexOf('seed'))).toBe(
      [
        'seed      42',
        'run id    k3f9',
        'repeat',
        `  npx docpact verify http://127.0.0.1:8080/api \\`,
        `    --header 'authorization: Bearer $TOKEN' --header 'x-team: a b' --seed 42 \\`,
        `    --run-id k3f9`,
        '',
      ].join('\n'),
    );
  });

  it('has colours only where they are wanted', () => {
    expect(renderText(troubled, { cwd })).not.toContain('\u001B');
    expect(renderText(troubled, { cwd, colour: true })).toContain('\u001B[31m');
  });

  it('says when it is only a part of the run', () => {
    expect(renderText({ ...conforming, shard: '1/4' }, { cwd })).toContain('only shard 1/4');
  });
});
