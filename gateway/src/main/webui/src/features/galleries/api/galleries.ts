import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { Gallery } from '@/lib/api/models';

export const GALLERY_SORTS = ['newest', 'event_date', 'name'] as const;
export type GallerySort = (typeof GALLERY_SORTS)[number];

export const galleriesQuery = (q: string, sort: GallerySort = 'newest', archived = false, shared = false) =>
  infiniteQueryOptions({
    queryKey: ['galleries', { q, sort, archived, shared }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/galleries', {
          params: { query: { q: q || undefined, sort, archived, shared, limit: 48, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const galleryQuery = (id: string) =>
  queryOptions({
    queryKey: ['gallery', id],
    queryFn: ({ signal }) => answer(api.GET('/api/galleries/{id}', { params: { path: { id } }, signal })),
  });

export interface GalleryFields {
  name: string;
  description: string | null;
  is_public: boolean;
  event_date?: string | null;
  cover_photo_id?: string | null;
  locked?: boolean;
  archived?: boolean;
}

export function useCreateGallery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: GalleryFields) => answer(api.POST('/api/galleries', { body: fields })),
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
      answer(
        api.PUT('/api/galleries/{id}', {
          params: { path: { id: gallery.id } },
          body: {
            name: gallery.name,
            description: gallery.description,
            is_public: gallery.is_public,
            cover_photo_id: gallery.cover_photo_id,
            event_date: gallery.event_date,
            ...change,
          },
        }),
      ),
    onSuccess: (saved) => {
      client.setQueryData(galleryQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['galleries'] });
      void client.invalidateQueries({ queryKey: ['public'] });
    },
  });
}

export interface CoverFields {
  photo_id: string;
  focus_x: number;
  focus_y: number;
}

export function useChooseCover(galleryId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (cover: CoverFields) =>
      answer(api.PUT('/api/galleries/{id}/cover', { params: { path: { id: galleryId } }, body: cover })),
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
    mutationFn: (id: string) => answer(api.DELETE('/api/galleries/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: ['gallery', id] });
      for (const key of ['galleries', 'library', 'shares', 'public', 'bin']) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

export const refreshGallery = (client: QueryClient, id: string) =>
  client.invalidateQueries({ queryKey: galleryQuery(id).queryKey, exact: true });
