import { infiniteQueryOptions, type InfiniteData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { Page, Photo, PhotoUndo } from '@/lib/api/models';

const PAGE_SIZE = 100;
const CHANGED_AT_ONCE = 500;

/** Photos in no set of their gallery. */
export const NO_SET = 'none';

/**
 * @param set the id of a set or `NO_SET`; all photos of the gallery when it is left out
 * @param addedBy the account whose photos they are
 */
export const galleryPhotosQuery = (galleryId: string, set = '', addedBy = '') =>
  infiniteQueryOptions({
    queryKey: ['gallery', galleryId, 'photos', set, addedBy],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/galleries/{id}/photos', {
          params: {
            path: { id: galleryId },
            query: { set: set || undefined, added_by: addedBy || undefined, limit: PAGE_SIZE, cursor: pageParam ?? undefined },
          },
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

/** Photos heard of in this visit, by live events or own uploads: newer than what the list answered. */
export type HeardOf = Readonly<Record<string, Photo>>;
export const heardOfKey = ['photos', 'heard-of'] as const;

type Pages = InfiniteData<Page<Photo>, string | null>;

/** Takes a photo into every list that shows it, in its place; a new one at the end its list puts it. */
export function applyPhoto(client: QueryClient, photo: Photo): void {
  client.setQueryData<HeardOf>(heardOfKey, (known) => ({ ...known, [photo.id]: photo }));
  client.setQueryData(photoQuery(photo.id).queryKey, photo);
  for (const [key, pages] of client.getQueriesData<Pages>({ queryKey: ['gallery'] })) {
    if (key[2] === 'photos') {
      client.setQueryData<Pages>(key, shows(key, photo) ? inOrder(pages, photo) : without(pages, photo.id));
    }
  }
  // Only one's own studio is told how often a photo was seen: the library is of its photos.
  if (photo.views !== null) client.setQueryData<Pages>(libraryKey, (pages) => newestFirst(pages, photo));
}

/** Whether the list of a gallery, or of one of its sets, has the photo in it. */
const shows = ([, galleryId, , set, addedBy = '']: readonly unknown[], photo: Photo): boolean =>
  galleryId === photo.gallery_id &&
  (addedBy === '' || addedBy === photo.added_by?.id) && (set === '' || set === (photo.set_id ?? NO_SET));

export function forgetPhoto(client: QueryClient, id: string): void {
  client.setQueryData<HeardOf>(heardOfKey, (known) => {
    if (known?.[id] === undefined) return known;
    return Object.fromEntries(Object.entries(known).filter(([key]) => key !== id));
  });
  client.setQueriesData<Pages>(
    { predicate: (query) => isPhotoList(query.queryKey) },
    (pages) => without(pages, id),
  );
}

const has = (page: Page<Photo>, id: string) => page.items.some((photo) => photo.id === id);

function without(pages: Pages | undefined, id: string): Pages | undefined {
  if (!pages?.pages.some((page) => has(page, id))) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      has(page, id) ? { ...page, items: page.items.filter((photo) => photo.id !== id) } : page,
    ),
  };
}

function replaced(pages: Pages, photo: Photo): Pages {
  return {
    ...pages,
    pages: pages.pages.map((page) =>
      has(page, photo.id)
        ? { ...page, items: page.items.map((item) => (item.id === photo.id ? photo : item)) }
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

/**
 * Changes many photos, some hundreds at a time, and shows each as it then is.
 *
 * @return what takes it back, for each photo that was found
 */
export async function changePhotos(client: QueryClient, ids: readonly string[], changes: Changes): Promise<PhotoUndo[]> {
  const done: PhotoUndo[] = [];
  for (let from = 0; from < ids.length; from += CHANGED_AT_ONCE) {
    const { photos, undo } = await answer(
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
    done.push(...undo);
  }
  return done;
}

/** Takes changes back, as far as nobody changed the same photos otherwise since. */
export async function undoChanges(client: QueryClient, undo: readonly PhotoUndo[]): Promise<void> {
  for (let from = 0; from < undo.length; from += CHANGED_AT_ONCE) {
    const photos = await answer(
      api.POST('/api/images/changes/undo', { body: { photos: undo.slice(from, from + CHANGED_AT_ONCE) } }),
    );
    for (const photo of photos) applyPhoto(client, photo);
  }
}

const follows = (item: Photo, photo: Photo) =>
  item.position > photo.position || (item.position === photo.position && item.id > photo.id);

const isPhotoList = (key: readonly unknown[]) => key[0] === 'library' || (key[0] === 'gallery' && key[2] === 'photos');

/** Into the list of a gallery, where its position puts it. */
export function inOrder(pages: Pages | undefined, photo: Photo): Pages | undefined {
  if (pages === undefined) return pages;
  const known = pages.pages.flatMap((page) => page.items).find((item) => item.id === photo.id);
  if (known?.position === photo.position) return replaced(pages, photo);
  const others = without(pages, photo.id) ?? pages;
  const before = others.pages.findIndex((page) => page.items.some((item) => follows(item, photo)));
  const target = before < 0 ? others.pages.length - 1 : before;
  // Behind the last loaded page there may be more: the photo will come with its own page.
  if (before < 0 && others.pages[target]?.next_cursor !== null) return others;
  return {
    ...others,
    pages: others.pages.map((page, index) => {
      if (index !== target) return page;
      const at = page.items.findIndex((item) => follows(item, photo));
      return { ...page, items: at < 0 ? [...page.items, photo] : page.items.toSpliced(at, 0, photo) };
    }),
  };
}

/** Into the library: in its place, or as the newest. */
export function newestFirst(pages: Pages | undefined, photo: Photo): Pages | undefined {
  if (pages === undefined) return pages;
  if (pages.pages.some((page) => has(page, photo.id))) return replaced(pages, photo);
  return {
    ...pages,
    pages: pages.pages.map((page, index) => (index === 0 ? { ...page, items: [photo, ...page.items] } : page)),
  };
}

/** Puts photos of a gallery before another one, or at its end; says where they and others stand then. */
export const orderPhotos = (galleryId: string, photoIds: readonly string[], before: string | null) =>
  answer(
    api.POST('/api/galleries/{id}/order', {
      params: { path: { id: galleryId } },
      body: { photo_ids: [...photoIds], before },
    }),
  );

export const sortPhotos = (galleryId: string, by: 'captured' | 'name'): Promise<unknown> =>
  answer(api.POST('/api/galleries/{id}/sort', { params: { path: { id: galleryId } }, body: { by } }));

/** The service takes so many photos at once. */
const MOST = 1000;

/** Puts photos of a studio into a gallery of it, in one of its sets or in none. */
export async function movePhotos(photoIds: readonly string[], galleryId: string, setId: string | null): Promise<void> {
  for (let from = 0; from < photoIds.length; from += MOST) {
    const photo_ids = photoIds.slice(from, from + MOST);
    await answer(api.POST('/api/images/move', { body: { photo_ids, gallery_id: galleryId, set_id: setId } }));
  }
}

export interface Place {
  readonly galleryId: string;
  readonly setId: string | null;
  readonly ids: readonly string[];
}

/** Where photos stand, by galleries and sets and in their order; null when that is not known of all, or some are in no gallery. */
export function placesOf(photos: ReadonlyMap<string, Photo>, ids: readonly string[]): readonly Place[] | null {
  const places = new Map<string, { galleryId: string; setId: string | null; photos: Photo[] }>();
  for (const id of ids) {
    const photo = photos.get(id);
    if (photo?.gallery_id == null) return null;
    const { gallery_id: galleryId, set_id: setId } = photo;
    const key = `${galleryId} ${setId ?? ''}`;
    const place = places.get(key) ?? { galleryId, setId, photos: [] };
    place.photos.push(photo);
    places.set(key, place);
  }
  return [...places.values()].map(({ galleryId, setId, photos: there }) => ({
    galleryId,
    setId,
    ids: there.toSorted((one, other) => (follows(one, other) ? 1 : -1)).map(({ id }) => id),
  }));
}

/** Takes a move back; photos that come back from another gallery stand at the end of theirs. */
export async function movePhotosBack(places: readonly Place[]): Promise<void> {
  for (const { ids, galleryId, setId } of places) await movePhotos(ids, galleryId, setId);
}

export async function copyPhotos(
  photoIds: readonly string[],
  galleryId: string,
  onCopied: (count: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < photoIds.length; from += MOST) {
    const photo_ids = photoIds.slice(from, from + MOST);
    await answer(api.POST('/api/images/copy', { body: { photo_ids, gallery_id: galleryId, set_id: null } }));
    onCopied(from + photo_ids.length);
  }
}
