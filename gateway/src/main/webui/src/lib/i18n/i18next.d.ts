import 'i18next';
import type { admin } from './locales/en/admin';
import type { clients } from './locales/en/clients';
import type { common } from './locales/en/common';
import type { site } from './locales/en/site';
import type { studio } from './locales/en/studio';
import type { view } from './locales/en/view';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: { admin: typeof admin; clients: typeof clients; common: typeof common; site: typeof site; studio: typeof studio; view: typeof view };
  }
}
