import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Photo } from '@/lib/api/models';
import { applyPhoto, fetchPhoto, forgetPhoto, type HeardOf, heardOfKey } from './photos';

const RECONNECT_MS = [1000, 2000, 5000, 10_000, 30_000];
const TOPICS = ['insights', 'notices', 'galleries'] as const;
const CHECK_PENDING_MS = 10_000;
const CHECKED_AT_ONCE = 12;

/**
 * Keeps the shown photos true while signed in: server-sent events, reconnected with back-off. What happened while there
 * was no connection is made up for by asking again for the photos still pending.
 */
export function useLivePhotos(enabled: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    let source: EventSource | undefined;
    let timer = 0;
    let failures = 0;
    const counters = throttledCounters(client);
    const news = throttledNews(client);

    const connect = () => {
      source = new EventSource('/api/events');
      source.onopen = () => {
        if (failures > 0) {
          void refreshPending(client);
          for (const topic of TOPICS) news.touch(topic);
        }
        failures = 0;
      };
      source.onerror = () => {
        // The browser reconnects by itself after a lost connection, not after an error answer.
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = window.setTimeout(connect, RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)]);
        failures++;
      };
      source.addEventListener('photo', (event: MessageEvent<string>) => {
        const photo = parsed<Photo>(event.data);
        if (photo === undefined) return;
        applyPhoto(client, photo);
        counters.touch(photo.gallery_id);
      });
      for (const topic of TOPICS) {
        source.addEventListener(topic, () => {
          news.touch(topic);
        });
      }
      source.addEventListener('photo-deleted', (event: MessageEvent<string>) => {
        const gone = parsed<{ id: string; gallery_id: string | null }>(event.data);
        if (gone === undefined) return;
        forgetPhoto(client, gone.id);
        counters.touch(gone.gallery_id);
      });
    };
    connect();
    const check = window.setInterval(() => void refreshPending(client), CHECK_PENDING_MS);
    return () => {
      source?.close();
      counters.stop();
      news.stop();
      window.clearTimeout(timer);
      window.clearInterval(check);
    };
  }, [client, enabled]);
}

function parsed<T>(data: string): T | undefined {
  try {
    return JSON.parse(data) as T;
  } catch {
    return undefined;
  }
}

async function refreshPending(client: QueryClient): Promise<void> {
  const heard = client.getQueryData<HeardOf>(heardOfKey) ?? {};
  const listed = client
    .getQueriesData<{ pages: { items: Photo[] }[] }>({
      predicate: (query) => query.isActive() && (query.queryKey[0] === 'library' || query.queryKey[2] === 'photos'),
    })
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []);
  const pending = new Map<string, Photo>();
  for (const photo of [...listed, ...Object.values(heard)]) {
    if (photo.status === 'pending' && heard[photo.id]?.status !== 'ready') pending.set(photo.id, photo);
  }
  await Promise.all(
    [...pending.keys()].slice(0, CHECKED_AT_ONCE).map(async (id) => {
      const now = await fetchPhoto(id).catch(() => undefined);
      if (now !== undefined && now.status !== 'pending') applyPhoto(client, now);
    }),
  );
}

/** What is shown of a topic is asked for anew, at most every other second. */
function throttledNews(client: QueryClient) {
  const timers = new Map<string, number>();
  return {
    touch(topic: (typeof TOPICS)[number]) {
      if (timers.has(topic)) return;
      timers.set(
        topic,
        window.setTimeout(() => {
          timers.delete(topic);
          void client.invalidateQueries({ queryKey: [topic] });
          // What others share is different: so is what may be done in the gallery that is open.
          if (topic === 'galleries') void client.invalidateQueries({ queryKey: ['gallery'] });
          if (topic === 'insights') void client.invalidateQueries({ queryKey: ['customers'] });
        }, topic === 'galleries' ? 0 : 2000),
      );
    },
    stop() {
      for (const timer of timers.values()) window.clearTimeout(timer);
    },
  };
}

/** A gallery's counts follow its photos, at most once a second however many events come. */
function throttledCounters(client: QueryClient) {
  const touched = new Set<string>();
  let timer = 0;
  return {
    touch(galleryId: string | null) {
      if (galleryId === null) return;
      touched.add(galleryId);
      timer ||= window.setTimeout(() => {
        timer = 0;
        for (const id of touched) {
          void client.invalidateQueries({ queryKey: ['gallery', id], exact: true });
          void client.invalidateQueries({ queryKey: ['gallery', id, 'sets'] });
        }
        touched.clear();
        void client.invalidateQueries({ queryKey: ['galleries'] });
      }, 1000);
    },
    stop() {
      window.clearTimeout(timer);
    },
  };
}
