import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { PublicGalleryPage } from '@/lib/api/models';

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

/** @param studio whose galleries alone; undefined for all */
export const publicGalleriesQuery = (q: string, studio?: string) =>
  infiniteQueryOptions({
    queryKey: ['public', 'galleries', { q, studio }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/public/galleries', {
          params: { query: { q: q || undefined, studio, limit: 48, cursor: pageParam ?? undefined } },
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

/** A stretch of a gallery: a set of it, or the photos that are in none. */
export interface Section {
  /** A set's id, `none`, or `all` where the gallery has no sets. */
  readonly id: string;
  readonly name: string | null;
}

/** In the order they are shown: what is in no set comes last. */
export function sectionsOf(gallery: PublicGalleryPage, chosen: string | null): Section[] {
  if (gallery.sets.length === 0) return [{ id: 'all', name: null }];
  const sets = gallery.sets.map(({ id, name }) => ({ id, name }));
  if (chosen !== null) return sets.filter(({ id }) => id === chosen);
  const inSets = gallery.sets.reduce((sum, set) => sum + set.photo_count, 0);
  return inSets < gallery.photo_count ? [...sets, { id: 'none', name: null }] : sets;
}

/** Photos section by section: one list, however many sections it runs through. */
export const publicGalleryPhotosQuery = (id: string, sections: readonly Section[]) =>
  infiniteQueryOptions({
    queryKey: ['public', 'gallery', id, 'photos', sections.map((section) => section.id)],
    queryFn: async ({ pageParam, signal }) => {
      const section = sections[pageParam.place]?.id ?? 'all';
      const page = await answer(
        api.GET('/api/public/galleries/{id}/photos', {
          params: {
            path: { id },
            query: { set: section === 'all' ? undefined : section, limit: 100, cursor: pageParam.cursor ?? undefined },
          },
          signal,
        }),
      );
      return { ...page, section, place: pageParam.place };
    },
    initialPageParam: { place: 0, cursor: null as string | null },
    getNextPageParam: ({ place, next_cursor: cursor }) => {
      if (cursor !== null) return { place, cursor };
      return place + 1 < sections.length ? { place: place + 1, cursor: null } : null;
    },
  });
