import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, withQuery } from '@/lib/api/http';
import type { Page, SharedGallery, ViewPhoto } from '@/lib/api/models';

const base = (token: string) => `/api/view/${encodeURIComponent(token)}`;

/** Every call counts as a view: asked once a visit, and never again by itself. */
export const sharedGalleryQuery = (token: string) =>
  queryOptions({
    queryKey: ['view', token],
    queryFn: () => get<SharedGallery>(base(token), { anonymous: true }),
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnReconnect: false,
    retry: false,
  });

export const sharedPhotosQuery = (token: string) =>
  infiniteQueryOptions({
    queryKey: ['view', token, 'photos'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<ViewPhoto>>(withQuery(`${base(token)}/photos`, { limit: 100, cursor: pageParam }), {
        signal,
        anonymous: true,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const unlock = (token: string, password: string) =>
  post<undefined>(`${base(token)}/unlock`, { password }, { anonymous: true });

/** Tells that a photo was opened. It is only a count: when it does not arrive, nothing is said. */
export function photoViewed(token: string, photoId: string): void {
  post(`${base(token)}/photos/${photoId}/viewed`, undefined, { anonymous: true, keepalive: true }).catch(() => undefined);
}
