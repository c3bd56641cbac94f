/** All tests: units mirror src, the rest are filed by what they are put through. */
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

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
    maxWorkers: 2,
    // Loading the kit anew for each file is a quarter of all the work: a file leaves nothing behind in the process that it runs in.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
  },
});

export default config;
