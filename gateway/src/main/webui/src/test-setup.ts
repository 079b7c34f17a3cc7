import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll } from 'vitest';
import { admin } from '@/lib/i18n/locales/en/admin';
import { clients } from '@/lib/i18n/locales/en/clients';
import { common } from '@/lib/i18n/locales/en/common';
import { site } from '@/lib/i18n/locales/en/site';
import { studio } from '@/lib/i18n/locales/en/studio';
import { view } from '@/lib/i18n/locales/en/view';

// What jsdom leaves out and the components ask for.
window.matchMedia = (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {
    /* nothing changes its size here */
  }
  unobserve() {
    /* nothing changes its size here */
  }
  disconnect() {
    /* nothing changes its size here */
  }
};
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;

beforeAll(async () => {
  if (i18next.isInitialized) return;
  await i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { admin, clients, common, site, studio, view } },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
});

afterEach(cleanup);
