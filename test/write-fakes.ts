/** Writes `docs/fakes.md` out of the table of rules: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { loadFaker } from '../src/fixture/chance/load-faker.ts';
import { compileCall } from '../src/fixture/chance/faker-method.ts';
import type { FakeRule, FakerSpec } from '../src/fixture/fake/fake-rule.ts';
import { fakeRules } from '../src/fixture/fake/fake-rules.ts';

const en = await loadFaker('en');
const zh = await loadFaker('zh_CN');

/** The page, as it has to be. */
export function renderFakesPage(): string {
  return [
    '# What members are, by their names',
    '',
    'Where no example, `x-faker`, list of values or format says how a value is made, its name, its title or its description does: the first',
    'rule of this table that fits. `*` stands for anything; `firstName`, `first-name` and `First name` are `first_name`; a name with a dot asks',
    'for what the member belongs to as well. A title or a description in Chinese is known by how it ends. A rule obeys what the schema demands',
    '(lengths, bounds, patterns), or steps aside for the next way to make a value.',
    '',
    'Members of one object make sense together: a city lies in its country, what was created was changed later, what starts ends later, and a',
    'total is more than a list has items.',
    '',
    '`docpact fixtures NAME --explain` says which rule made each member. Rules of your own come first; they stand in `docpact.config.ts`, and',
    'take what `x-faker` takes:',
    '',
    '```ts',
    "export default defineConfig({ fakes: { '*_sku': 'commerce.isbn', seats: { 'number.int': { min: 1, max: 9 } } } });",
    '```',
    '',
    '`docpact import PAGE… --out DIR --fakes` writes them as `x-faker` into the contract, to be changed there; but for members that make sense',
    'together only.',
    '',
    'This page is made from the code (`npm run docs`).',
    '',
    '| what it is | names | in Chinese | a text | in Chinese | a number |',
    '| --- | --- | --- | --- | --- | --- |',
    ...fakeRules.map(rowOf),
    '',
  ].join('\n');
}

function rowOf({ id, names, chinese = [], text, chineseText, integer, number }: FakeRule): string {
  const cells = [
    id,
    names.map((name) => `\`${name}\``).join(' '),
    chinese.join(' '),
    shown(en, text),
    chineseText === undefined ? '' : shown(zh, chineseText),
    shown(en, integer ?? number),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** One value, always the same. */
function shown(faker: typeof en, spec: FakerSpec | undefined): string {
  if (spec === undefined) return '';
  const [[method, args] = ['', []]] = typeof spec === 'string' ? [[spec, []] as const] : Object.entries(spec);
  faker.seed(11);
  const value = compileCall(faker, method, Array.isArray(args) ? (args as unknown[]) : [args])?.();
  return `\`${String(value).replaceAll('\n', ' ').replaceAll('|', '\\|').slice(0, 48)}\``;
}

if (import.meta.main) writeFileSync(new URL('../docs/fakes.md', import.meta.url), renderFakesPage());
