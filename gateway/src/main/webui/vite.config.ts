import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockBackend } from './dev/mock-backend.ts';
import { compressed } from './scripts/compressed.ts';
import { viewWorker } from './scripts/view-worker.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Also small parts that would each be a request of its own. */
const BOTH = new RegExp(
  [
    'node_modules/(react|react-dom|scheduler|i18next|react-i18next|@tanstack/(query|react-query|react-virtual|virtual)|openapi-fetch|thumbhash|@fontsource-variable)',
    'src/components/(photo/(Icon|JustifiedGrid|Picture|justified|picture)|text|tokens|use-title)',
    'src/lib/(?!i18n/locales)',
    'vite/preload-helper',
  ].join('|'),
);

export default defineConfig(({ mode, command }) => ({
  plugins: [react(), viewWorker(), compressed(), ...(mode === 'mock' && command === 'serve' ? [mockBackend()] : [])],
  resolve: { alias: { '@': here('./src') } },
  // The gateway puts a fresh nonce here for every response.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox128', 'safari18'],
    // Fonts and pictures stay files: the content policy admits no data: fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: here('./index.html'), view: here('./view.html') },
      output: {
        // Few files at first load: what both apps need, what only the studio needs, then the pages.
        codeSplitting: {
          groups: [
            { name: 'both', test: BOTH, priority: 2 },
            { name: 'studio-kit', test: /node_modules\/(@mantine|@floating-ui|@tanstack|clsx|get-nonce|react-remove-scroll|react-style-singleton|use-sidecar|use-callback-ref|aria-hidden|tslib)/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { port: 9600, strictPort: true, host: '127.0.0.1' },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test-setup.ts'],
    css: false,
    // Files share one document: making one costs more than all tests together.
    isolate: false,
    // Looking for things by role takes jsdom long on a busy machine.
    testTimeout: 30_000,
    maxWorkers: 1,
  },
}));
