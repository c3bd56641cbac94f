/** The kit is general: no word of an endpoint stands in src. */
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
  const hits = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    readFileSync(`${root}/${file}`, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        words.test(line) && !foreign.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(hits).toEqual([]);
});
