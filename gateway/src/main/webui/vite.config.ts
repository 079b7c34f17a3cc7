import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { mockBackend } from './dev/mock-backend';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode, command }) => ({
  plugins: [react(), ...(mode === 'mock' && command === 'serve' ? [mockBackend()] : [])],
  resolve: { alias: { '@': here('./src') } },
  // The gateway puts a fresh nonce here for every response.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    cssTarget: ['chrome125', 'firefox128', 'safari18'],
    // Fonts and pictures stay files: the content policy admits no data: fonts.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: here('./index.html'), view: here('./view.html') } },
  },
  server: { port: 9600, strictPort: true, host: '127.0.0.1' },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/test-setup.ts'],
    css: false,
  },
}));
