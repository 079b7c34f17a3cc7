import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';

const pages = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};

export const newestPublicPhotosQuery = infiniteQueryOptions({
  queryKey: ['public', 'photos'],
  queryFn: ({ pageParam, signal }) =>
    answer(
      api.GET('/api/public/photos', { params: { query: { limit: 60, cursor: pageParam ?? undefined } }, signal }),
    ),
  ...pages,
});

export const publicGalleriesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['public', 'galleries', { q }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/public/galleries', {
          params: { query: { q: q || undefined, limit: 48, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    ...pages,
  });

export const publicGalleryQuery = (id: string) =>
  queryOptions({
    queryKey: ['public', 'gallery', id],
    queryFn: ({ signal }) => answer(api.GET('/api/public/galleries/{id}', { params: { path: { id } }, signal })),
  });

export const publicGalleryPhotosQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['public', 'gallery', id, 'photos'],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/public/galleries/{id}/photos', {
          params: { path: { id }, query: { limit: 100, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    ...pages,
  });
