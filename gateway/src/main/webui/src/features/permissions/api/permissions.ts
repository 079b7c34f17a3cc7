import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { Gallery, GalleryPermission } from '@/lib/api/models';

/** What can be given; what the studio may is more, and stays its own. */
export const LEVELS = ['view', 'copy', 'edit'] as const;
export type Level = (typeof LEVELS)[number];

export const asLevel = (text: string): Level => LEVELS.find((level) => level === text) ?? 'view';

const RANKS: Record<Gallery['permission'], number> = { view: 0, copy: 1, edit: 2, owner: 3 };

/** Whether what somebody may do in a gallery includes this. */
export const may = (gallery: Gallery, needed: Gallery['permission']): boolean =>
  RANKS[gallery.permission] >= RANKS[needed];

const page = { limit: 100 } as const;

/** Whom a gallery is, or was, shared with. */
export const galleryPermissionsQuery = (galleryId: string) =>
  infiniteQueryOptions({
    queryKey: ['permissions', 'of', galleryId],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/galleries/{id}/permissions', {
          params: { path: { id: galleryId }, query: { ...page, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export interface PermissionFilter {
  readonly person?: string;
  readonly active?: boolean;
}

/** All that the studio gave. */
export const permissionsQuery = ({ person, active }: PermissionFilter) =>
  infiniteQueryOptions({
    queryKey: ['permissions', 'all', { person, active }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/permissions', {
          params: { query: { person: person || undefined, active, limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

function useChange<T, R>(change: (what: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['permissions'] }),
  });
}

export const useGrant = (galleryId: string) =>
  useChange((grant: { email: string; level: Level }) =>
    answer(api.POST('/api/galleries/{id}/permissions', { params: { path: { id: galleryId } }, body: grant })),
  );

export const useChangeLevel = () =>
  useChange(({ permission, level }: { permission: GalleryPermission; level: Level }) =>
    answer(
      api.PUT('/api/galleries/{id}/permissions/{permission}', {
        params: { path: { id: permission.gallery_id, permission: permission.id } },
        body: { level },
      }),
    ),
  );

const end = (galleryId: string, permissionId: string) =>
  answer(
    api.DELETE('/api/galleries/{id}/permissions/{permission}', {
      params: { path: { id: galleryId, permission: permissionId } },
    }),
  );

export const useRevokePermission = () =>
  useChange((permission: GalleryPermission) => end(permission.gallery_id, permission.id));

/** Gives back what one was given. */
export function useLeaveGallery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ galleryId, permissionId }: { galleryId: string; permissionId: string }) => end(galleryId, permissionId),
    onSuccess: (_, { galleryId }) => {
      client.removeQueries({ queryKey: ['gallery', galleryId] });
      return client.invalidateQueries({ queryKey: ['galleries'] });
    },
  });
}

/** Whose photos are in a gallery. */
export const photographersQuery = (galleryId: string) =>
  queryOptions({
    queryKey: ['gallery', galleryId, 'photographers'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/galleries/{id}/photographers', { params: { path: { id: galleryId } }, signal })),
    select: ({ items }) => items,
  });

export function useCorrectClock(galleryId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ account, seconds }: { account: string; seconds: number }) =>
      answer(
        api.PUT('/api/galleries/{id}/photographers/{account}/clock', {
          params: { path: { id: galleryId, account } },
          body: { seconds },
        }),
      ),
    onSuccess: (photographers) => {
      client.setQueryData(photographersQuery(galleryId).queryKey, photographers);
      void client.invalidateQueries({ queryKey: ['gallery', galleryId, 'photos'] });
      void client.invalidateQueries({ queryKey: ['library'] });
    },
  });
}
