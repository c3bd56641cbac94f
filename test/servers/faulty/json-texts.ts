/** The answer's content is right, and is not written as JSON. */
import { writeAs } from '../change-stages.ts';
import { created, full } from '../probe/step.ts';
import { defineFaults, type Fault, type FaultyServer } from '../variant.ts';
import { forBoth } from './both-answers.ts';

type Text = (text: string) => string;
const texts: readonly (readonly [name: string, what: string, change: Text])[] = [
  ['empty', 'nothing', () => ''],
  ['blank', 'a blank', () => ' '],
  ['null', 'null', () => 'null'],
  ['empty-object', '{}', () => '{}'],
  ['truncated', 'JSON that is cut short', (text) => text.slice(0, -10)],
  ['last-brace-lost', 'JSON without its last brace', (text) => text.slice(0, -1)],
  ['trailing-comma', 'JSON with a comma after its last member', (text) => text.replace(/}$/, ',}')],
  ['nan', 'JSON with NaN in it', (text) => text.replace(/}$/, ',"weight":NaN}')],
  ['single-quotes', 'JSON in single quotes', (text) => text.replaceAll('"', "'")],
  ['python', 'a Python literal', (text) => text.replaceAll('null', 'None').replaceAll('"', "'")],
  ['unquoted-names', 'JSON with names that are not quoted', (text) => text.replace(/"(\w+)":/g, '$1:')],
  ['twice', 'JSON twice', (text) => text + text],
  ['encoded-twice', 'JSON within a JSON text', (text) => JSON.stringify(text)],
  ['in-array', 'JSON within an array', (text) => `[${text}]`],
  ['jsonp', 'a call of a function', (text) => `callback(${text})`],
  ['guarded', 'JSON behind a guard', (text) => `)]}',\n${text}`],
  ['html-after', 'JSON and HTML after it', (text) => `${text}<!-- 3 ms -->`],
  [
    'warning-before',
    'a warning of PHP and JSON after it',
    (text) => `\nWarning: Undefined index in region.php on line 3\n${text}`,
  ],
  ['comment', 'JSON with a comment', (text) => text.replace('{', '{ /* region */ ')],
];

const json = texts.flatMap(([name, what, change]) => {
  const faults = forBoth((reason, of, probe) => [
    `${reason}-${name}`,
    `${of} is answered with ${what}.`,
    writeAs(reason, (payload) => change(payload.toString())),
    probe,
  ]);
  return faults.slice(0, /^(empty|truncated|encoded-twice|trailing-comma)$/.test(name) ? 2 : 1);
});

const rawNewlines: Fault[] = [
  [
    'created-raw-line-feeds',
    'Line feeds are not escaped in JSON.',
    writeAs('created', (payload) => payload.toString().replaceAll('\\n', '\n')),
    [created(full())],
  ],
  [
    'created-raw-quotes',
    'Quotes are not escaped in JSON.',
    writeAs('created', (payload) => payload.toString().replaceAll('\\"', '"')),
    [created(full({ desc: 'the "old" site' }))],
  ],
  [
    'created-raw-backslashes',
    'Backslashes are not escaped in JSON.',
    writeAs('created', (payload) => payload.toString().replaceAll('\\\\', '\\')),
    [created(full({ desc: 'rack\\3' }))],
  ],
];

export const jsonTexts: FaultyServer[] = defineFaults('json', [...json, ...rawNewlines]);
