/** The page of the changes says what the code does. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderChangesPage } from '../write-changes.ts';

it('docs/changes.md is made from the rules (npm run docs)', () => {
  expect(readFileSync(new URL('../../docs/changes.md', import.meta.url), 'utf8')).toBe(renderChangesPage());
});
