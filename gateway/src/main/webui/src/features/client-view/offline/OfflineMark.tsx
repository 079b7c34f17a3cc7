import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/lib/format';
import { shownSince, subscribe } from './connection';
import './offline-mark.css';

const TRY_AGAIN_MS = 20_000;

const subscribeLine = (watcher: () => void) => {
  window.addEventListener('online', watcher);
  window.addEventListener('offline', watcher);
  return () => {
    window.removeEventListener('online', watcher);
    window.removeEventListener('offline', watcher);
  };
};
const onLine = () => navigator.onLine;

/** Says that there is no connection, and asks for the present as soon as there is one. */
export function OfflineMark({ token }: { token: string }) {
  const { t, i18n } = useTranslation(['view', 'common']);
  const client = useQueryClient();
  const since = useSyncExternalStore(subscribe, shownSince);
  const connected = useSyncExternalStore(subscribeLine, onLine);
  const stale = since !== null;
  useEffect(() => {
    if (!stale || !connected) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void client.invalidateQueries({ queryKey: ['view', token] });
    };
    ask();
    const timer = setInterval(ask, TRY_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [client, connected, stale, token]);
  return (
    <p className="offline-mark" role="status">
      {stale
        ? t('offline_since', { date: formatDateTime(since, i18n.language) })
        : connected
          ? ''
          : t('offline')}
    </p>
  );
}
