/**
 * The kit's judging against the official JSON-Schema-Test-Suite: `node bench/schema-suite.ts FOLDER`, where FOLDER holds its
 * `tests`. No package of npm has the whole suite in it; the source distribution of Python's `jsonschema` has, under `json/`
 * (`pip download --no-deps --no-binary jsonschema jsonschema`). Ends with 1 where a test fails that is not among those left out.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContract } from '../src/contract/load-contract.ts';
import type { Schema } from '../src/contract/schema.ts';

interface Group {
  description: string;
  schema: Schema;
  tests: readonly { description: string; data: unknown; valid: boolean }[];
}

const dialects: Readonly<Record<string, string>> = {
  draft4: 'http://json-schema.org/draft-04/schema#',
  draft6: 'http://json-schema.org/draft-06/schema#',
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

/** What is left out, and why. */
const leftOut: readonly { at: RegExp; why: string }[] = [
  { at: /localhost:1234|\$ref":"https?:\/\/json-schema\.org/, why: 'it refers to another host' },
  { at: /^draft2020-12\/format\.json/, why: 'a format is judged here, though by itself it is an annotation' },
  { at: /^draft2019-09\/vocabulary\.json|^draft2020-12\/vocabulary\.json/, why: 'no vocabularies are made of' },
  { at: /\/idn-hostname\.json/, why: 'the tables of RFC 5892 are not in it' },
  { at: /__proto__ not valid/, why: 'Ajv leaves a member of this name to itself' },
  {
    at: /unevaluatedItems with nested items|unevaluatedItems depends on|unevaluatedItems and contains interact|unevaluated\w+ can see annotations from if|then not defined/,
    why: 'Ajv counts as evaluated only what items, prefixItems and branches of a whole if name',
  },
];

interface Tally {
  right: number;
  left: Map<string, number>;
  wrong: string[];
}

function runDraft(folder: string, draft: string): Tally {
  const tally: Tally = { right: 0, left: new Map(), wrong: [] };
  const list = (at: string): string[] =>
    readdirSync(join(folder, 'tests', draft, at)).flatMap((name) => (name.endsWith('.json') ? [join(at, name)] : []));
  for (const file of [...list('.'), ...list('optional/format')]) {
    const groups = JSON.parse(readFileSync(join(folder, 'tests', draft, file), 'utf8')) as Group[];
    for (const group of groups) runGroup(group, { draft, file, tally });
  }
  return tally;
}

function runGroup(group: Group, { draft, file, tally }: { draft: string; file: string; tally: Tally }): void {
  const judge = judgeOf(group.schema, dialects[draft] ?? '');
  for (const { description, data, valid } of group.tests) {
    const name = `${draft}/${file}: ${group.description}: ${description}`;
    const out = leftOut.find(({ at }) => at.test(name) || at.test(JSON.stringify(group.schema)));
    if (out) tally.left.set(out.why, (tally.left.get(out.why) ?? 0) + 1);
    else if (judge(data) === valid) tally.right += 1;
    else tally.wrong.push(name);
  }
}

/** The schema stands in a file of its own, so that what it calls `#` is itself. */
function judgeOf(schema: Schema, dialect: string): (value: unknown) => boolean | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'docpact-suite-'));
  const own = typeof schema === 'boolean' ? schema : { $schema: dialect, ...schema };
  const document = {
    openapi: '3.1.0',
    info: { title: 'suite', version: '1' },
    paths: {},
    components: { schemas: { Suite: { $ref: 'schema.json' } } },
  };
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(own));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
  const { schemas, validators } = loadContract(folder);
  const node = schemas.get('Suite');
  const view = { direction: 'response', demand: 'documented' } as const;
  return (value) => node && validators.accepts(node, value, view);
}

const [folder = '.'] = process.argv.slice(2);
for (const draft of Object.keys(dialects)) {
  const { right, left, wrong } = runDraft(folder, draft);
  console.log(`${draft}: ${right} judged as they should be, ${wrong.length} not`);
  for (const [why, count] of left) console.log(`  ${count} left out: ${why}`);
  for (const name of wrong) console.log(`  wrong: ${name}`);
  if (wrong.length > 0) process.exitCode = 1;
}
