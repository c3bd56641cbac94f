import { defineConfig } from '@playwright/test';

const { MOCK_PORT = '4010', PAGE_PORT = '5173', CHROMIUM } = process.env;

export default defineConfig({
  testMatch: '*.spec.js',
  // One mock for all tests: what they book stays.
  workers: 1,
  use: {
    baseURL: `http://127.0.0.1:${PAGE_PORT}`,
    launchOptions: CHROMIUM ? { executablePath: CHROMIUM, args: ['--no-sandbox'] } : {},
  },
  webServer: [
    {
      command: `docpact mock ../bookings.yaml --port ${MOCK_PORT}`,
      url: `http://127.0.0.1:${MOCK_PORT}/bookings`,
    },
    { command: `vite --host 127.0.0.1 --port ${PAGE_PORT}`, url: `http://127.0.0.1:${PAGE_PORT}` },
  ],
});
