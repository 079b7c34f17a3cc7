import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/newsreader/opsz.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@/components/tokens.css';
import './studio.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { goToSignIn } from '@/features/session/api/session';
import { ProofDialog } from '@/features/session/components/ProofDialog';
import { onSignInDue } from '@/lib/api/http';
import { cspNonce } from '@/lib/csp';
import { startLanguage } from '@/lib/i18n';
import { createQueryClient } from '@/lib/query-client';
import { createAppRouter } from './router';
import { colorSchemeManager, cssVariablesResolver, theme } from './theme';

const nonce = cspNonce();
// Dialogs lock the page's scrolling with a style of their own.
if (nonce !== '') setNonce(nonce);
onSignInDue(goToSignIn);

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

await startLanguage({
  en: () => import('@/lib/i18n/locales/en/studio-app').then((words) => words.default),
  de: () => import('@/lib/i18n/locales/de/studio-app').then((words) => words.default),
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      cssVariablesResolver={cssVariablesResolver}
      getStyleNonce={cspNonce}
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-left" limit={3} />
        <RouterProvider router={router} />
        <ProofDialog />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
