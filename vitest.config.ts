/** All tests: units mirror src, the rest are filed by what they are put through. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first: begun last, it would be waited for by one worker alone. */
const longest = [
  'test/cli/package.test.ts',
  'test/verify/servers.test.ts',
  'test/verify/laws.test.ts',
  'test/verify/hostile.test.ts',
  'test/verify/causes.test.ts',
  'test/prove/sample.test.ts',
  'test/servers/stations/wrong.test.ts',
  'test/wire/tables.test.ts',
  'test/cli/mock.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((file) => moduleId.endsWith(file));
  return at === -1 ? longest.length : at;
}

const config: ViteUserConfig = defineConfig({
  resolve: {
    // As the condition docpact-source of package.json: what is not built is tested.
    alias: [{ find: /^#kit\/(.*)$/, replacement: `${fileURLToPath(new URL('src', import.meta.url))}/$1.ts` }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // These need a Chromium: npm run test:browser; and these need minutes: npm run test:stations.
    exclude: ['test/browser/**', 'test/stations/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    // One more than the smallest machines have cores: tests wait, for processes, time limits and what may settle.
    maxWorkers: 3,
    // Values live as long as a run of verify: with more room for young ones, fewer are copied (a twelfth of all the work).
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    // Loading the kit anew for each file is a quarter of all the work: a file leaves nothing behind in the process that it runs in.
    isolate: false,
    // So long that no test fails for want of time on a machine that is busy with others, too: many run at once.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 120_000,
  },
});

export default config;
