import { infiniteQueryOptions, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';

export interface CustomerFilter {
  readonly q?: string;
  readonly status?: 'active' | 'inactive';
}

export interface CustomerFields {
  name: string;
  email: string;
  phone: string;
  notes: string;
  status: 'active' | 'inactive';
}

export const customersQuery = (filter: CustomerFilter) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/customers', {
          params: { query: { q: filter.q, status: filter.status, limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/customers/{id}', { params: { path: { id } }, signal })),
  });

export const customerGalleriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'galleries', id],
    queryFn: ({ signal }) => answer(api.GET('/api/customers/{id}/galleries', { params: { path: { id } }, signal })),
  });

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ['customers'] });

export function useAddCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: CustomerFields) => answer(api.POST('/api/customers', { body: fields })),
    onSuccess: () => refresh(client),
  });
}

export function useEditCustomer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (fields: CustomerFields) =>
      answer(api.PATCH('/api/customers/{id}', { params: { path: { id } }, body: fields })),
    onSuccess: () => refresh(client),
  });
}

export function useDeleteCustomer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/customers/{id}', { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: customerQuery(id).queryKey });
      client.removeQueries({ queryKey: customerGalleriesQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: ['customers', 'list'] });
    },
  });
}

export function useAssignGalleries(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (galleryIds: string[]) =>
      answer(
        api.PUT('/api/customers/{id}/galleries', { params: { path: { id } }, body: { gallery_ids: galleryIds } }),
      ),
    onSuccess: () => refresh(client),
  });
}

export function useMergeCustomers(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (otherId: string) =>
      answer(api.POST('/api/customers/{id}/merge', { params: { path: { id } }, body: { other_id: otherId } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['insights'] });
      return refresh(client);
    },
  });
}

/** The bytes go as they are: the service finds out how they are encoded. */
export function useImportCustomers() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, dryRun }: { file: File; dryRun: boolean }) =>
      answer(
        api.POST('/api/customers/import', {
          params: { query: { dry_run: dryRun } },
          body: '',
          bodySerializer: () => file,
          headers: { 'Content-Type': 'text/csv' },
        }),
      ),
    onSuccess: (_, { dryRun }) => (dryRun ? undefined : refresh(client)),
  });
}
