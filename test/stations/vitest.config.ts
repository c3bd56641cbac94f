/** `npm run test:stations`: what takes minutes, and is a part of CI. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: { include: ['test/stations/*.test.ts'], pool: 'forks', maxWorkers: 2 },
});

export default config;
