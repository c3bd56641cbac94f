/** Writes `docs/changes.md` out of the table of rules: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { changeRules } from '../src/diff/change-rule.ts';
import type { ChangeRuleEntry } from '../src/diff/value-rule.ts';

/** The page, as it has to be. */
export function renderChangesPage(): string {
  const rows = Object.entries<ChangeRuleEntry>(changeRules).map(
    ([id, { severity, breaks, message }]) => `| \`${id}\` | ${severity} | ${breaks} | ${message} |`,
  );
  return [
    '# Changes',
    '',
    'What `docpact diff OLD NEW` tells of two contracts. *Callers* break where a request that was right may be refused, or an answer may come',
    'that could not; *providers* where a right server conforms no more. This page is made from the code (`npm run docs`).',
    '',
    'Schemas are compared by what they mean, not by how they are written: references, the order of alternatives, `const` or `enum`, `allOf` or',
    'one schema, an `anyOf` with null or a type more are no changes. A break is proven by a **witness**, the smallest message that is right by one',
    'contract and wrong by the other; both contracts have judged it. Where neither a proof of safety nor a witness is found, it *may* break',
    'someone, and that is a warning. Without a witness are only breaks that no value shows: `operation-new` where no request can be made,',
    '`base-path-changed`, `security-*`, `law-*`, `unique-*`, `link-*`, `callback-*`, `*-media-type-*`, `*-encoding-*`, `*-discriminator-*`,',
    '`request-part-encoding-changed`, `response-header-style-changed`.',
    '',
    'What nobody declares is not taken to be sent: a new optional member breaks no caller. A member that a request may have no more does, since',
    'a server may refuse what it does not know. Examples, texts, tags, hosts and names of operations break nobody.',
    '',
    'What was deprecated and is gone is a warning, unless the day of its `x-sunset` is still to come. What a document only suggests (inferred laws)',
    'is no change when it is suggested otherwise. One API in OpenAPI 2.0, 3.0, 3.1 and 3.2 is one API. `--semver` says what the changes mean for a',
    'version: major where callers break, minor where anything else changed, else patch.',
    '',
    'To have a rule count otherwise: `--rule response-status-new=off` (or `note`, `warning`, `error`). `--for callers` or `--for providers` makes a',
    'note of what breaks the others alone. `diff: { rules, for, baseline }` in `docpact.config.ts` says the same for every run; options come first.',
    'To silence a rule at a place: write `x-docpact-ignore: response-status-new`, a list of rules, or `true`, beside what changed or around it.',
    '`--baseline FILE` leaves out what is known; `--update-baseline` writes it.',
    '',
    '| rule | severity | breaks | what it says |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('../docs/changes.md', import.meta.url), renderChangesPage());
