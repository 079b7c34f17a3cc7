import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, withQuery } from '@/lib/api/http';
import type { Page, PublicGallery, PublicPhoto } from '@/lib/api/models';

const pages = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};

export const newestPublicPhotosQuery = infiniteQueryOptions({
  queryKey: ['public', 'photos'],
  queryFn: ({ pageParam, signal }) =>
    get<Page<PublicPhoto>>(withQuery('/api/public/photos', { limit: 60, cursor: pageParam }), { signal }),
  ...pages,
});

export const publicGalleriesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['public', 'galleries', { q }],
    queryFn: ({ pageParam, signal }) =>
      get<Page<PublicGallery>>(withQuery('/api/public/galleries', { q, limit: 48, cursor: pageParam }), { signal }),
    ...pages,
  });

export const publicGalleryQuery = (id: string) =>
  queryOptions({
    queryKey: ['public', 'gallery', id],
    queryFn: ({ signal }) => get<PublicGallery>(`/api/public/galleries/${encodeURIComponent(id)}`, { signal }),
  });

export const publicGalleryPhotosQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['public', 'gallery', id, 'photos'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<PublicPhoto>>(
        withQuery(`/api/public/galleries/${encodeURIComponent(id)}/photos`, { limit: 100, cursor: pageParam }),
        { signal },
      ),
    ...pages,
  });
