import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { DownloadSize } from '@/lib/api/models';
import { cameFromDevice, cameFromServer } from '../offline/connection';
import { KEPT_AT } from '../offline/kept';
import { noteAnswer } from '../offline/worker-client';

const anonymous = { anonymous: true };

/** An answer of the link, from wherever it comes, and what is noted about where it came from. */
async function kept<T>(call: Promise<{ data?: T; response: Response }>): Promise<NonNullable<T>> {
  const body = await answer(call, anonymous);
  const { response } = await call;
  const since = response.headers.get(KEPT_AT);
  if (since === null) {
    cameFromServer();
    noteAnswer({ address: response.url, body });
  } else {
    cameFromDevice(since);
  }
  return body;
}

/** Every call counts as a view: asked once a visit, and never again by itself. */
export const sharedGalleryQuery = (token: string) =>
  queryOptions({
    queryKey: ['view', token],
    queryFn: () => kept(api.GET('/api/view/{token}', { params: { path: { token } } })),
    staleTime: Infinity,
    gcTime: Infinity,
    // Asked also without a connection: the device may have kept it.
    networkMode: 'always',
    refetchOnReconnect: false,
    retry: false,
  });

/** @param set one of the gallery's; all photos when it is null */
export const sharedPhotosQuery = (token: string, set: string | null = null) =>
  infiniteQueryOptions({
    queryKey: ['view', token, 'photos', set],
    queryFn: ({ pageParam, signal }) =>
      kept(
        api.GET('/api/view/{token}/photos', {
          params: { path: { token }, query: { set: set ?? undefined, limit: 100, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    networkMode: 'always',
    refetchOnReconnect: false,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** A ZIP of all photos or of some, ready to be fetched. It counts when it is fetched, not when it is prepared. */
export const downloadQuery = (token: string, size: DownloadSize, photoIds: readonly string[] | null) =>
  queryOptions({
    queryKey: ['view', token, 'download', size, photoIds],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/view/{token}/downloads', {
          params: { path: { token } },
          body: { size, photo_ids: photoIds === null ? undefined : [...photoIds] },
          signal,
        }),
        anonymous,
      ),
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });

export const unlock = (token: string, password: string) =>
  answer(api.POST('/api/view/{token}/unlock', { params: { path: { token } }, body: { password } }), anonymous);

export const unlockDownloads = (token: string, pin: string) =>
  answer(api.POST('/api/view/{token}/downloads/unlock', { params: { path: { token } }, body: { pin } }), anonymous);

/** Writes to the photographer who made the link. */
export const ask = (token: string, body: { name: string; email: string; message: string }) =>
  answer(api.POST('/api/view/{token}/inquiries', { params: { path: { token } }, body }), anonymous);

/** Tells that a photo was opened. It is only a count: when it does not arrive, nothing is said. */
export function photoViewed(token: string, photoId: string): void {
  answer(
    api.POST('/api/view/{token}/photos/{id}/viewed', { params: { path: { token, id: photoId } }, keepalive: true }),
    anonymous,
  ).catch(() => undefined);
}
