import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { DownloadSize } from '@/lib/api/models';

const anonymous = { anonymous: true };

/** Every call counts as a view: asked once a visit, and never again by itself. */
export const sharedGalleryQuery = (token: string) =>
  queryOptions({
    queryKey: ['view', token],
    queryFn: () => answer(api.GET('/api/view/{token}', { params: { path: { token } } }), anonymous),
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnReconnect: false,
    retry: false,
  });

/** @param set one of the gallery's; all photos when it is null */
export const sharedPhotosQuery = (token: string, set: string | null = null) =>
  infiniteQueryOptions({
    queryKey: ['view', token, 'photos', set],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/view/{token}/photos', {
          params: { path: { token }, query: { set: set ?? undefined, limit: 100, cursor: pageParam ?? undefined } },
          signal,
        }),
        anonymous,
      ),
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
