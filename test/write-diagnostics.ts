/** Writes `docs/diagnostics.md` out of the tables of rules: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { contractRules } from '../src/contract/contract-rule.ts';
import { pageRules } from '../src/page/diagnostic/page-rule.ts';

/** The page, as it has to be. */
export function renderDiagnosticsPage(): string {
  const contractRows = Object.entries(contractRules)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([id, { severity, message, taken, hint }]) => `| \`${id}\` | ${severity} | ${message} | ${taken} | ${hint} |`);
  const pageRows = Object.entries(pageRules)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([id, { severity, message }]) => `| \`${id}\` | ${severity} | ${message} |`);
  return [
    '# Diagnostics',
    '',
    'What docpact finds odd about a document. A slip costs what it touches: an *error* leaves this part out, a *warning* was read as',
    'something, a *note* is worth knowing. `docpact lint` lists all of them with file and line; `mock` and `verify` say in one line how',
    'many there are, and `--strict` refuses a contract that has any. This page is made from the code (`npm run docs`).',
    '',
    'To have a rule count otherwise: `docpact lint --rule odd-type=off` (or `note`, `warning`, `error`). To silence one at a place: write',
    '`x-docpact-ignore: odd-type`, a list of rules, or `true`, beside what is odd or around it.',
    '',
    '## Documents',
    '',
    '| rule | severity | what is wrong | what is made of it | what to write |',
    '| --- | --- | --- | --- | --- |',
    ...contractRows,
    '',
    '## Pages',
    '',
    '| rule | severity | what is wrong |',
    '| --- | --- | --- |',
    ...pageRows,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('../docs/diagnostics.md', import.meta.url), renderDiagnosticsPage());
