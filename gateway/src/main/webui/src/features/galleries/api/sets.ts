import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { GallerySet } from '@/lib/api/models';

export const setsQuery = (galleryId: string) =>
  queryOptions({
    queryKey: ['gallery', galleryId, 'sets'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/galleries/{id}/sets', { params: { path: { id: galleryId } }, signal })),
  });

/** What can be done with the sets of a gallery. */
export function useSetChanges(galleryId: string) {
  const client = useQueryClient();
  const { queryKey } = setsQuery(galleryId);
  const refresh = () => client.invalidateQueries({ queryKey });
  const inSet = (set: string) => ({ params: { path: { id: galleryId, set } } });
  const add = useMutation({
    mutationFn: (name: string) =>
      answer(api.POST('/api/galleries/{id}/sets', { params: { path: { id: galleryId } }, body: { name } })),
    onSuccess: (added) => {
      client.setQueryData(queryKey, (sets) => sets && [...sets, added]);
    },
    onSettled: refresh,
  });
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      answer(api.PATCH('/api/galleries/{id}/sets/{set}', { ...inSet(id), body: { name } })),
    onSuccess: (renamed) => {
      client.setQueryData(queryKey, (sets) => sets?.map((set) => (set.id === renamed.id ? renamed : set)));
    },
    onSettled: refresh,
  });
  const order = useMutation({
    mutationFn: (sets: readonly GallerySet[]) =>
      answer(
        api.PUT('/api/galleries/{id}/sets', {
          params: { path: { id: galleryId } },
          body: { ids: sets.map((set) => set.id) },
        }),
      ),
    onMutate: (sets) => {
      client.setQueryData(queryKey, [...sets]);
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/galleries/{id}/sets/{set}', inSet(id))),
    onSuccess: (_, id) => {
      client.setQueryData(queryKey, (sets) => sets?.filter((set) => set.id !== id));
      void client.invalidateQueries({ queryKey: ['gallery', galleryId, 'photos'] });
    },
    onSettled: refresh,
  });
  return { add, rename, order, remove };
}
