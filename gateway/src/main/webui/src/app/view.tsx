import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/newsreader/opsz.css';
import '@/components/tokens.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ClientView } from '@/features/client-view/components/ClientView';
import { startWorker } from '@/features/client-view/offline/worker-client';
import { startLanguage } from '@/lib/i18n';
import { createQueryClient } from '@/lib/query-client';

const token = /^\/view\/([^/]+)/.exec(location.pathname)?.[1] ?? '';

await startLanguage({
  en: () => import('@/lib/i18n/locales/en/view-app').then((words) => words.default),
  de: () => import('@/lib/i18n/locales/de/view-app').then((words) => words.default),
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <ClientView token={token} />
    </QueryClientProvider>
  </StrictMode>,
);

startWorker();
