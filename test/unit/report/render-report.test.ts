/** Formats by name. */
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/render-options.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { wantsColour } from '../../../src/report/text/paint.ts';
import { cwd, ofPacts, troubled } from './sample-reports.ts';

const beginnings = {
  text: 'DOES NOT CONFORM',
  json: '{\n  "conforms": false',
  junit: '<?xml version="1.0" encoding="UTF-8"?>',
  html: '<!doctype html>',
  github: '::error file=',
  markdown: '## ❌ Does not conform\n',
  sarif: '{\n  "$schema": ',
  gitlab: '[\n  {\n    "description": ',
} as const;

describe('a format', () => {
  it.each(formats)('%s has its renderer, and ends in a line feed', (format) => {
    const text = renderReport(troubled, { format, cwd });
    expect(text.startsWith(beginnings[format])).toBe(true);
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each(formats)('%s renders the same report the same way', (format) => {
    expect(renderReport(troubled, { format, cwd })).toBe(renderReport(troubled, { format, cwd }));
  });
});

it.each(formats.filter((format) => format !== 'html'))('%s of pacts has no seed and no depth', (format) => {
  const text = renderReport(ofPacts, { format, cwd });
  expect(text).not.toMatch(/\bseed\b|\bdepth\b/);
  expect(text).toContain('shop.A thing is made.');
});

describe('colours', () => {
  it('are not wanted by what is no terminal', async () => {
    const { PassThrough } = await import('node:stream');
    expect(wantsColour(new PassThrough())).toBe(false);
  });
});
