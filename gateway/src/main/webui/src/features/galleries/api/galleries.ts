import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { del, get, post, put, withQuery } from '@/lib/api/http';
import type { Gallery, Page } from '@/lib/api/models';

export const galleriesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['galleries', { q }],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Gallery>>(withQuery('/api/galleries', { q, limit: 48, cursor: pageParam }), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const galleryQuery = (id: string) =>
  queryOptions({
    queryKey: ['gallery', id],
    queryFn: ({ signal }) => get<Gallery>(`/api/galleries/${encodeURIComponent(id)}`, { signal }),
  });

export interface GalleryFields {
  name: string;
  description: string | null;
  is_public: boolean;
  cover_photo_id?: string | null;
}

export function useCreateGallery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: GalleryFields) => post<Gallery>('/api/galleries', fields),
    onSuccess: (gallery) => {
      client.setQueryData(galleryQuery(gallery.id).queryKey, gallery);
      void client.invalidateQueries({ queryKey: ['galleries'] });
    },
  });
}

/** Changes some fields; the others are sent as they are known, since a PUT says it all. */
export function useChangeGallery(gallery: Gallery) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<GalleryFields>) =>
      put<Gallery>(`/api/galleries/${gallery.id}`, {
        name: gallery.name,
        description: gallery.description,
        is_public: gallery.is_public,
        cover_photo_id: gallery.cover_photo_id,
        ...change,
      }),
    onSuccess: (saved) => {
      client.setQueryData(galleryQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['galleries'] });
      void client.invalidateQueries({ queryKey: ['public'] });
    },
  });
}

export function useDeleteGallery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => del(`/api/galleries/${id}`),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: ['gallery', id] });
      for (const key of ['galleries', 'library', 'shares', 'public']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

export const refreshGallery = (client: QueryClient, id: string) =>
  client.invalidateQueries({ queryKey: galleryQuery(id).queryKey, exact: true });
