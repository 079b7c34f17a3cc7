import { defineConfig } from '@playwright/test';
import { chromium } from './chromium';

export default defineConfig({
  testDir: 'journeys',
  outputDir: '../target/reports/browser',
  timeout: 480_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: '../target/reports/browser.json' }]],
  use: { ...chromium, locale: 'en-GB', trace: 'retain-on-failure', actionTimeout: 60_000, navigationTimeout: 60_000 },
});
