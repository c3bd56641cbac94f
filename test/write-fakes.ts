/** Writes `docs/fakes.md` out of the tables of rules: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import { compileCall } from '../src/fixture/chance/faker-method.ts';
import { loadFaker } from '../src/fixture/chance/load-faker.ts';
import { type FakeKind, type FakeRule, type FakerSpec, specOf } from '../src/fixture/fake/rule/fake-rule.ts';
import { fakeGroups } from '../src/fixture/fake/rule/fake-rules.ts';
import { mapRules } from '../src/fixture/fake/map-rules.ts';
import { relationRules } from '../src/fixture/fake/relation/relation-rules.ts';
import { things } from '../src/fixture/fake/thing/things.ts';
import { writingsOf } from '../src/fixture/fake/write-moment.ts';

const fakers = { en: await loadFaker('en'), zh_CN: await loadFaker('zh_CN') };

/** The page, as it has to be. */
export function renderFakesPage(): string {
  return [
    '# What members are, by their names',
    '',
    'Where no example, `x-faker`, list of values or constant says how a value is made, its name, its title or its description does: the closest',
    'rule of these tables. `*` stands for anything, `~` for nothing or what the names of moments end in (`_at`, `_time`, `_date` …); `firstName`,',
    '`first-name` and `First name` are `first_name`; `amt`, `qty`, `addr` and their like are read as the words that they stand for; a name with a',
    'dot asks for what the member belongs to as well. A name as it stands comes before one with a `*`, what it belongs to before both; where a',
    'name says little (`name`, `type`), a title or a description comes first. A title or a description in Chinese is known by how it ends. A rule',
    'obeys what the schema demands (types, formats, lengths, bounds, patterns), or steps aside for the next one. A moment is written as its',
    'schema wants it: a text with or without a zone, a date, a time of day, seconds or milliseconds.',
    '',
    'Members of one object make sense together. What is said of one person, place, file or illness is of the same one (the last column), and of',
    'another where the names say so: `buyer_name` and `buyer_email`, but `seller_name`. What happens to one thing happens in its order. Totals,',
    'rests and bounds fit: see [relations](#relations). Where the schema does not take what should be there, the value stays as it was.',
    '',
    '`docpact fixtures NAME --explain` says which rule or relation made each member. Rules of your own come first; they stand in',
    '`docpact.config.ts`, and take what `x-faker` takes:',
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
    ...Object.entries(fakeGroups).flatMap(([group, rules]) => [
      `## ${group}`,
      '',
      '| what it is | names | in Chinese | a text | in Chinese | a number | of the same |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...rules.map(rowOf),
      '',
    ]),
    '## Relations',
    '',
    'What a member is by others in the same object. Names without a star are those of members; in *families*, words in names that are else the',
    'same: `disk_used_gb` and `disk_total_gb`.',
    '',
    '| what it is | names | of | |',
    '| --- | --- | --- | --- |',
    ...relationRules.map(({ id, makes, from, also, family }) => {
      const parts = [...Object.values(from), ...Object.values(also ?? {}).map((names) => [...names, '…'])];
      const cells = parts.map((names) => `${marked(names.slice(0, 2))}${names.length > 2 ? ' …' : ''}`);
      return `| ${[id, marked(makes), cells.join(', '), family ? 'family' : ''].join(' | ')} |`;
    }),
    '',
    '## Maps',
    '',
    'What stands in an object without members of its own, by the name of the member that holds it.',
    '',
    '| what it holds | names | for example |',
    '| --- | --- | --- |',
    ...mapRules.map(({ id, names, entries }) => {
      const shownEntries = Object.entries(entries).slice(0, 3);
      const examples = shownEntries.map(([key, [value]]) => `\`${key}${value === undefined ? '' : `: ${value}`}\``);
      return `| ${[id, marked(names), examples.join(' ')].join(' | ')} |`;
    }),
    '',
  ].join('\n');
}

function marked(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' ');
}

function rowOf(rule: FakeRule): string {
  const { id, names, chinese = [], of } = rule;
  const cells = [
    id,
    marked(names),
    chinese.join(' '),
    shown(rule, 'text', 'en'),
    of || rule.chineseText !== undefined ? shown(rule, 'text', 'zh_CN') : '',
    shown(rule, 'integer', 'en') || shown(rule, 'number', 'en'),
    of ? of[0] : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** One value, always the same. */
function shown(rule: FakeRule, kind: FakeKind, locale: keyof typeof fakers): string {
  const faker = fakers[locale];
  if (specOf(rule, kind, locale) === undefined) return '';
  faker.seed(11);
  const value = columnOf(rule, kind, locale) ?? plainOf(specOf(rule, kind, locale), faker);
  const texts = String(value).replaceAll('\n', ' ').replaceAll('|', '\\|');
  return `\`${[...texts].slice(0, 40).join('')}${[...texts].length > 40 ? '…' : ''}\``;
}

function columnOf({ of, moment }: FakeRule, kind: FakeKind, locale: keyof typeof fakers): unknown {
  if (!of) return undefined;
  const value = things[of[0]](fakers[locale], locale)[of[1]];
  if (moment === undefined) return typeof value === (kind === 'text' ? 'string' : 'number') ? value : undefined;
  const [write] = writingsOf({ kind, isDay: moment === 'day', words: '', pieces: [] });
  return write?.(value as number);
}

function plainOf(spec: FakerSpec | undefined, faker: (typeof fakers)['en']): unknown {
  const [[method, args] = ['', []]] = typeof spec === 'string' ? [[spec, []] as const] : Object.entries(spec ?? {});
  return compileCall(faker, method, Array.isArray(args) ? (args as unknown[]) : [args])?.();
}

if (import.meta.main) writeFileSync(new URL('../docs/fakes.md', import.meta.url), renderFakesPage());
