/** The console's tests alone, which write the committed pact: npm run test:consumer. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

process.env['PACT_FOLDER'] ??= 'contracts/pacts';

const config: ViteUserConfig = defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/pact/consumer.test.ts'],
    globalSetup: ['test/pact/clear-pacts.ts'],
  },
});

export default config;
