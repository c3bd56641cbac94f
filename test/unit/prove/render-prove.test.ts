/** The kill table in its formats. */
import { expect, it } from 'vitest';
import type { ProveReport } from '../../../src/prove/prove-report.ts';
import { renderProve } from '../../../src/report/prove/render-prove.ts';

const sight = {
  kind: 'refused-valid',
  clause: 'addThing.response.201.status',
  case: 'addThing/presence/all',
  requests: 2,
  message: 'a valid request is refused',
  expected: '201',
  actual: '400',
} as const;

const report: ProveReport = {
  proven: false,
  contract: '/x/<b>openapi.yaml',
  seed: 1,
  depth: 'standard',
  durationMs: 1_500,
  workers: 2,
  families: [{ family: 'status', found: 1, missed: 1, equivalent: 0, medianRequests: 2 }],
  faults: [
    {
      id: 'addThing/status/201:400',
      family: 'status',
      clause: 'c',
      sentence: 'answers 400',
      outcome: 'found',
      sight,
      durationMs: 1,
    },
    {
      id: 'addThing/status/201:<script>',
      family: 'status',
      clause: 'c',
      sentence: 'says <script>alert(1)</script>',
      outcome: 'missed',
      durationMs: 1,
    },
  ],
  rights: [{ id: 'addThing/right/plain', sentence: 'does \u001b[31mnothing', free: true, sight, durationMs: 1 }],
  mutants: [
    {
      id: 'schema/a',
      pointer: '/components/schemas/A/minimum',
      sentence: 'without minimum',
      differs: [],
      restored: false,
      durationMs: 1,
    },
  ],
};

it('as text it fits 80 columns and names what was missed and flagged', () => {
  const text = renderProve(report, { format: 'text' });
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text).toContain('NOT PROVEN');
  expect(text).toContain('1 of 2 faults found, 1 missed');
  expect(text).toContain('missed  addThing/status/201:<script>');
  expect(text).toContain('flagged addThing/right/plain');
  expect(text).not.toContain('\u001b');
});

it('as JSON it is the report', () => {
  expect(JSON.parse(renderProve(report, { format: 'json' }))).toEqual(report);
});

it('as HTML it escapes everything and loads nothing', () => {
  const page = renderProve(report, { format: 'html' });
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script|src=|href=/);
  expect(page).not.toContain('\u001b');
  expect(page).toContain("default-src 'none'");
});

it('says of a sample that nothing was missed in it, which proves nothing of the rest', () => {
  const sampled: ProveReport = {
    ...report,
    proven: true,
    sample: 30,
    rights: [],
    mutants: [],
    faults: report.faults.slice(0, 1),
  };
  expect(renderProve(sampled, { format: 'text' })).toMatch(/^NOTHING MISSED IN A SAMPLE OF 30\n/);
  const html = renderProve(sampled, { format: 'html' });
  expect(html).toContain('Nothing missed in a sample of 30');
  expect(html).not.toContain('0 / 0');
  const { sample: _, ...whole } = sampled;
  expect(renderProve({ ...whole, only: 'status' }, { format: 'text' })).toMatch(/^NOTHING MISSED IN STATUS\n/);
});
