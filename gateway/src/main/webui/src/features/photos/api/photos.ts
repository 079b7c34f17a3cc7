import { infiniteQueryOptions, type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { Page, Photo } from '@/lib/api/models';

const PAGE_SIZE = 100;
const CHANGED_AT_ONCE = 500;

export const galleryPhotosQuery = (galleryId: string) =>
  infiniteQueryOptions({
    queryKey: ['gallery', galleryId, 'photos'],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/galleries/{id}/photos', {
          params: { path: { id: galleryId }, query: { limit: PAGE_SIZE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** The list of everything; under it stand those of what was searched. */
export const libraryKey = ['library', {}] as const;

export const photoQuery = (id: string) =>
  queryOptions({
    queryKey: ['photo', id],
    queryFn: ({ signal }) => fetchPhoto(id, signal),
  });

export interface PhotoFields {
  tags?: string[];
  title?: string | null;
  description?: string | null;
  rating?: number;
}

export const fetchPhoto = (id: string, signal?: AbortSignal): Promise<Photo> =>
  answer(api.GET('/api/images/{id}', { params: { path: { id } }, signal }), { anonymous: true });

export const savePhoto = (id: string, fields: PhotoFields): Promise<Photo> =>
  answer(api.PATCH('/api/images/{id}', { params: { path: { id } }, body: fields }));

/** With `keepalive` the request outlives the page. */
export const deletePhoto = (id: string, keepalive = false): Promise<unknown> =>
  answer(api.DELETE('/api/images/{id}', { params: { path: { id } }, keepalive }));

/** Photos heard of in this visit, by live events or own uploads: newer than what the list answered. */
export type HeardOf = Readonly<Record<string, Photo>>;
export const heardOfKey = ['photos', 'heard-of'] as const;

type Pages = InfiniteData<Page<Photo>, string | null>;

/** Takes a photo into every list that shows it, in its place; a new one at the end its list puts it. */
export function applyPhoto(client: QueryClient, photo: Photo): void {
  client.setQueryData<HeardOf>(heardOfKey, (known) => ({ ...known, [photo.id]: photo }));
  client.setQueryData(photoQuery(photo.id).queryKey, photo);
  if (photo.gallery_id !== null) {
    client.setQueryData<Pages>(galleryPhotosQuery(photo.gallery_id).queryKey, (pages) => placed(pages, photo, 'end'));
  }
  client.setQueryData<Pages>(libraryKey, (pages) => placed(pages, photo, 'start'));
}

export function forgetPhoto(client: QueryClient, id: string): void {
  client.setQueryData<HeardOf>(heardOfKey, (known) => {
    if (known?.[id] === undefined) return known;
    return Object.fromEntries(Object.entries(known).filter(([key]) => key !== id));
  });
  const without = (pages: Pages | undefined): Pages | undefined =>
    pages && {
      ...pages,
      pages: pages.pages.map((page) =>
        page.items.some((photo) => photo.id === id)
          ? { ...page, items: page.items.filter((photo) => photo.id !== id) }
          : page,
      ),
    };
  client.setQueriesData<Pages>(
    { predicate: (query) => isPhotoList(query.queryKey) },
    without,
  );
}

const isPhotoList = (key: readonly unknown[]) => key[0] === 'library' || (key[0] === 'gallery' && key[2] === 'photos');

export function placed(pages: Pages | undefined, photo: Photo, newAt: 'start' | 'end'): Pages | undefined {
  if (pages === undefined) return pages;
  if (pages.pages.some((page) => page.items.some((item) => item.id === photo.id))) {
    return {
      ...pages,
      pages: pages.pages.map((page) =>
        page.items.some((item) => item.id === photo.id)
          ? { ...page, items: page.items.map((item) => (item.id === photo.id ? photo : item)) }
          : page,
      ),
    };
  }
  const target = newAt === 'start' ? 0 : pages.pages.length - 1;
  // Behind the last loaded page there may be more: the photo will come with its own page.
  if (newAt === 'end' && pages.pages[target]?.next_cursor !== null) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page, index) =>
      index === target
        ? { ...page, items: newAt === 'start' ? [photo, ...page.items] : [...page.items, photo] }
        : page,
    ),
  };
}

export interface Changes {
  readonly rating?: number;
  readonly add_tags?: readonly string[];
  readonly remove_tags?: readonly string[];
  readonly archived?: boolean;
}

/** Changes many photos, some hundreds at a time, and shows each as it then is. */
export async function changePhotos(client: QueryClient, ids: readonly string[], changes: Changes): Promise<Photo[]> {
  const changed: Photo[] = [];
  for (let from = 0; from < ids.length; from += CHANGED_AT_ONCE) {
    const { photos } = await answer(
      api.POST('/api/images/changes', {
        body: {
          photo_ids: ids.slice(from, from + CHANGED_AT_ONCE),
          rating: changes.rating ?? null,
          add_tags: changes.add_tags ? [...changes.add_tags] : null,
          remove_tags: changes.remove_tags ? [...changes.remove_tags] : null,
          archived: changes.archived ?? null,
          locked: null,
        },
      }),
    );
    for (const photo of photos) applyPhoto(client, photo);
    changed.push(...photos);
  }
  return changed;
}
