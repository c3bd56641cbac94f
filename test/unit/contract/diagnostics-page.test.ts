/** The page of the diagnostics says what the code does. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderDiagnosticsPage } from '../../write-diagnostics.ts';

it('docs/diagnostics.md is made from the rules (npm run docs)', () => {
  const page = readFileSync(new URL('../../../docs/diagnostics.md', import.meta.url), 'utf8');
  expect(page).toBe(renderDiagnosticsPage());
});
