import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { ClientApplication } from '@/lib/api/models';

export type { ClientApplication };

export type ClientFields = Pick<
  ClientApplication,
  | 'name'
  | 'redirect_uris'
  | 'post_logout_redirect_uris'
  | 'backchannel_logout_uri'
  | 'scopes'
  | 'confidential'
  | 'consent_required'
>;

export const clientsQuery = queryOptions({
  queryKey: ['admin', 'clients'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/admin/clients', { signal }))).items,
});

function useChange<T, R>(change: (what: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ['admin', 'clients'] }),
  });
}

/** The answer to a new one, and to one that now keeps a secret, tells the secret this once. */
export const useSaveClient = () =>
  useChange(({ id, fields }: { id: string | null; fields: ClientFields }) =>
    id === null
      ? answer(api.POST('/api/admin/clients', { body: fields }))
      : answer(api.PUT('/api/admin/clients/{clientId}', { params: { path: { clientId: id } }, body: fields })),
  );

export const useNewSecret = () =>
  useChange((id: string) =>
    answer(api.POST('/api/admin/clients/{clientId}/secret', { params: { path: { clientId: id } } })),
  );

export const useDeleteClient = () =>
  useChange((id: string) => answer(api.DELETE('/api/admin/clients/{clientId}', { params: { path: { clientId: id } } })));
