/** What the linter holds: its rules, and the arrows between the rooms of src/. */
import { defineConfig, type OxlintConfig, type OxlintOverride } from 'oxlint';

/** From the ground up: a room imports from those above its own line, and from none below or beside it. */
const floors: readonly (readonly string[])[] = [
  ['errors', 'language'],
  ['contract'],
  ['fixture'],
  ['http'],
  ['verdict'],
  ['mock', 'verify', 'pact', 'page', 'diff'],
  ['msw', 'prove'],
  ['report'],
  ['commands'],
  ['cli', 'index'],
];

/** Packages that only one room imports. */
const owners: readonly { room: string; regex: string }[] = [
  { room: 'contract', regex: '^ajv(-formats)?(/|$)' },
  { room: 'fixture', regex: '^@faker-js/' },
  { room: 'mock', regex: '^@stoplight/' },
  { room: 'pact', regex: '^@pact-foundation/' },
  { room: 'commands', regex: '^commander$' },
];

/** What else a room may not import, with the reason. */
const exceptions: Readonly<Record<string, readonly { regex: string; message: string }[]>> = {
  errors: [{ regex: '^\\.', message: 'errors import nothing' }],
  language: [{ regex: '^node:', message: 'the page of the mock reads it in a browser' }],
  msw: [
    {
      regex: '^node:|(load-prism|load-contract|load-faker|start-mock|create-server)\\.ts$',
      message: 'what runs in a browser has no Node, no Prism and no files',
    },
  ],
};

const arrows: OxlintOverride[] = floors.flatMap((rooms, floor) =>
  rooms.map((room) => {
    const closed = [...rooms.filter((other) => other !== room), ...floors.slice(floor + 1).flat()];
    const above = { regex: `^(\\.\\./)+(${closed.join('|')})(/|\\.ts$)`, message: `${room} may not import this room` };
    const owned = owners
      .filter((owner) => owner.room !== room)
      .map(({ room: owner, regex }) => ({ regex, message: `only ${owner} imports this package` }));
    const patterns = [...(closed.length === 0 ? [] : [above]), ...owned, ...(exceptions[room] ?? [])];
    return {
      files: [`src/${room}/**`, `src/${room}.ts`],
      rules: { 'no-restricted-imports': ['error', { patterns }] },
    };
  }),
);

const config: OxlintConfig = defineConfig({
  plugins: ['typescript', 'unicorn', 'import', 'node', 'promise', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['dist', 'node_modules'],
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'no-await-in-loop': 'off',
    'unicorn/no-array-sort': 'off',
    'oxc/no-map-spread': 'off',
    'unicorn/no-thenable': 'off',
    'no-underscore-dangle': 'off',
    'import/no-named-as-default-member': 'off',
  },
  overrides: [
    ...arrows,
    { files: ['*.config.ts', 'examples/**/*.config.js'], rules: { 'import/no-default-export': 'off' } },
    { files: ['test/**'], rules: { 'unicorn/consistent-function-scoping': 'off' } },
  ],
});

export default config;
