/** The committed pact against the provider at PROVIDER_URL: npm run test:provider. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const config: ViteUserConfig = defineConfig({
  ...base,
  test: { ...base.test, include: ['test/pact/provider.test.ts'] },
});

export default config;
