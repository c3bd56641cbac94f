/** The HTML report as text: self-contained, and nothing in it that came from a server is markup. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../src/report/render-html.ts';
import { conforming, cwd, hostile, ofPacts, troubled, unreachable } from './sample-reports.ts';

const reports = Object.entries({ conforming, troubled, hostile, unreachable, ofPacts });

describe.each(reports)('the page of the %s report', (_, report) => {
  const page = renderHtml(report, { cwd });
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(page) ?? [];
  const rest = page.replace(`<style>${style}</style>`, '').replace(`<script>${script}</script>`, '');

  it('allows its own style and script by hash, and nothing else', () => {
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has no element but its own, and no attribute that loads, links or runs', () => {
    const tags = new Set([...rest.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag));
    for (const tag of ['script', 'style', 'img', 'a', 'link', 'iframe', 'object', 'svg', 'base'])
      expect(tags).not.toContain(tag);
    for (const [, attributes = ''] of rest.matchAll(/<[a-z][a-z0-9]*((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)) {
      expect(attributes.replaceAll(/"[^"]*"/g, '')).not.toMatch(/\s(?:src|href|style|srcset|action|on[a-z]+)\b/);
    }
    expect(style + script).not.toMatch(/https?:|url\(|@import|fetch\(|import\(/);
  });

  it('is markup where it means to be, and nowhere else', () => {
    const text = rest.replaceAll(/<(?:!doctype html|\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g, '');
    expect(text).not.toMatch(/[<>"']/);
  });

  it('closes every element that it opens', () => {
    const open: string[] = [];
    for (const [, slash, tag = ''] of rest.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)) {
      if (['meta', 'input'].includes(tag)) continue;
      if (slash === '') open.push(tag);
      else expect(open.pop()).toBe(tag);
    }
    expect(open).toEqual([]);
  });

  it('sends nothing that could turn or hide text', () => {
    expect(page).not.toMatch(/[[\p{Cc}--[\n\t]]\p{Bidi_Control}\p{Cs}]/v);
  });
});

describe('the page', () => {
  it('has a square for each clause and a card for each problem', () => {
    const page = renderHtml(troubled, { cwd });
    expect(page.match(/<button type="button" class="cell /g)?.length).toBe(32);
    expect(page.match(/<details class="problem"/g)?.length).toBe(troubled.problems.length);
  });

  it('leads from a broken clause to its problem', () => {
    const [broken] = troubled.problems;
    expect(renderHtml(troubled, { cwd })).toContain(
      `data-id="${broken?.clause}" data-written="contracts/openapi.yaml:20, addThing.md:30" data-problem="problem-1"`,
    );
  });

  it('has no problem section where there is no problem', () => {
    expect(renderHtml(conforming, { cwd })).not.toContain('id="problems"');
  });
});

it('the page names the contract and the tool, and of pacts how many they were', () => {
  const page = renderHtml(ofPacts, { cwd });
  expect(page).toContain('<dt>Contract</dt><dd>Shop 3, contracts/openapi.yaml</dd>');
  expect(page).toContain('<dt>Tool</dt><dd>docpact 0.1.0</dd>');
  expect(page).toContain('<dt>2 pacts</dt>');
  expect(page).not.toMatch(/Seed|depth/);
});
