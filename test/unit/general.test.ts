/** What holds for every file of src: no word of an endpoint stands in it, and no pattern of a contract is run as it stands. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { ownContract } from '../write-contract.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Names that are also words of HTTP, of OpenAPI, or of English. */
const general = new Set(['status', 'url', 'desc', 'token', 'msg', 'openapi', 'Fail']);

/** Words that others have chosen for what they make: SARIF for lines of a file, Ajv for its variables, Swagger 2.0 for what a token allows. */
const foreign = /\bregion: \{ startLine|\bscopeValue\(|^ +scopes: 'any',$/;

/** The tables of fakes are about names that members of all documents have, these among them. */
const namesOfMany = /^src\/fixture\/fake\/rule\//;

function endpointWords(): string[] {
  const { operations, schemas, title } = loadContract(ownContract);
  const members = [...schemas.values()].flatMap(({ schema }) =>
    Object.keys((schema as { properties: object }).properties),
  );
  const paths = operations.flatMap(({ path }) => path.split('/').filter((part) => part.length > 2));
  return [...members, ...paths, ...schemas.keys(), title, 'region', 'rainbond'].filter((word) => !general.has(word));
}

it('no word of the endpoint stands in src', () => {
  const words = new RegExp(endpointWords().join('|'), 'i');
  const sources = globSync('src/**/*.ts', { cwd: root }).filter(
    (file) => !namesOfMany.test(file.replaceAll('\\', '/')),
  );
  const hits = sources.flatMap((file) =>
    readFileSync(`${root}/${file}`, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        words.test(line) && !foreign.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(hits).toEqual([]);
});

/** Where expressions are made out of texts all the same, how many, and why no contract can freeze them. */
const harmless: Readonly<Record<string, readonly [count: number, reason: string]>> = {
  'src/contract/document/schema/read-pattern.ts': [1, 'compiled to see whether it is one, and not run'],
  'src/contract/document/schema/translate-pattern.ts': [
    2,
    'compiled to see whether it is one; one class, held against one character',
  ],
  'src/contract/schema/formats.ts': [2, 'compiled to see whether it is one; alphabets of its own'],
  'src/fixture/search/pattern-text.ts': [1, 'one class, held against one character at a time'],
  'src/page/text/read-prose.ts': [2, 'words of its own'],
};

it('nothing outside src/contract/pattern runs a pattern of a contract by the engine of the platform', () => {
  // Of a name, or with the flag that patterns of contracts have.
  const made =
    /RegExp\(\s*(?:[\w.$?!['"\]]+(?: as \w+)?\s*[,)]|(?:[^\n]|\n(?! *\)))*?,\s*['"`][a-z]*[uv][a-z]*['"`],?\s*\))/g;
  const counts = globSync('src/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('src/contract/pattern/'))
    .map((file) => [file, readFileSync(`${root}/${file}`, 'utf8').match(made)?.length ?? 0] as const)
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries(Object.entries(harmless).map(([file, [count]]) => [file, count])),
  );
});
