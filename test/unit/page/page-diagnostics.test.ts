import { expect, it } from 'vitest';
import { PageDiagnostics } from '../../../src/page/diagnostic/page-diagnostics.ts';

it('what is odd is told once, in the order of the pages and of their lines', () => {
  const diagnostics = new PageDiagnostics();
  const told = { line: 3, found: 'Get', taken: 'the method GET' };
  diagnostics.on('b.md')('method-case', told);
  diagnostics.on('a.md')('method-case', { ...told, line: 9 });
  diagnostics.on('a.md')('method-case', told);
  diagnostics.on('a.md')('method-case', told);
  const places = diagnostics.list(['a.md', 'b.md']).map(({ place }) => `${place.file}:${place.line}`);
  expect(places).toEqual(['a.md:3', 'a.md:9', 'b.md:3']);
});

it('what had to be assumed is a warning, what is clear as it stands a note; each has its sentence', () => {
  const diagnostics = new PageDiagnostics();
  const diagnose = diagnostics.on('a.md');
  diagnose('title-twice', { line: 1, found: 'Things', taken: 'a page of its own' });
  diagnose('missing-method', { line: 2, found: '/things', taken: 'GET' });
  expect(diagnostics.list(['a.md'])).toEqual([
    {
      rule: 'title-twice',
      severity: 'note',
      message: 'Two pages have one title.',
      place: { file: 'a.md', pointer: '', line: 1 },
      found: 'Things',
      taken: 'a page of its own',
    },
    expect.objectContaining({ rule: 'missing-method', severity: 'warning', message: 'A request line has no method.' }),
  ]);
});

it('a text of a page is repeated on one line, and cut where it is long', () => {
  const diagnostics = new PageDiagnostics();
  diagnostics.on('a.md')('bad-json', { line: 1, found: `{\n${'a'.repeat(200)}`, taken: 'nothing' });
  expect(diagnostics.list(['a.md'])[0]?.found).toBe(`{ ${'a'.repeat(118)}…`);
});
