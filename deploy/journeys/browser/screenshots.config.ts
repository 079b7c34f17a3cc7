import { defineConfig } from '@playwright/test';
import { chromium } from './chromium';

/** Pictures of the pages for looking at, and the one of the README. */
export default defineConfig({
  testDir: 'screenshots',
  outputDir: '../target/screenshots-run',
  timeout: 900_000,
  workers: 1,
  use: { ...chromium, locale: 'en-GB' },
});
