import 'i18next';
import type { common } from './locales/en/common';
import type { studio } from './locales/en/studio';
import type { view } from './locales/en/view';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: { common: typeof common; studio: typeof studio; view: typeof view };
  }
}
