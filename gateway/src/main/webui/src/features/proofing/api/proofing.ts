import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '@/lib/api/http';
import type { LinkProofing, ProofingSettings } from '@/lib/api/models';

export const EXPORTS = ['lightroom', 'capture-one', 'csv', 'xmp'] as const;
export type ExportFormat = (typeof EXPORTS)[number];

/** Whose and which: nothing given means everybody's selection. */
export interface SelectionFilter {
  readonly visitorId?: string;
  readonly listId?: string;
}

const pathOf = (id: string) => ({ path: { id } });

export const proofingQuery = (id: string) =>
  queryOptions({
    queryKey: ['proofing', id],
    queryFn: ({ signal }) => answer(api.GET('/api/share-links/{id}/proofing', { params: pathOf(id), signal })),
  });

export const selectionsQuery = (id: string, filter: SelectionFilter) =>
  infiniteQueryOptions({
    queryKey: ['proofing', id, 'selections', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/share-links/{id}/proofing/selections', {
          params: {
            ...pathOf(id),
            query: {
              visitor_id: filter.visitorId,
              list_id: filter.listId,
              limit: 100,
              cursor: pageParam ?? undefined,
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const commentsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['proofing', id, 'comments'],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/share-links/{id}/proofing/comments', {
          params: { ...pathOf(id), query: { limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function exportAddress(id: string, format: ExportFormat, filter: SelectionFilter): string {
  const query = new URLSearchParams({ format });
  if (filter.visitorId !== undefined) query.set('visitor_id', filter.visitorId);
  if (filter.listId !== undefined) query.set('list_id', filter.listId);
  return `/api/share-links/${id}/proofing/export?${query.toString()}`;
}

function useProofingChange<T>(id: string, change: (given: T) => Promise<LinkProofing>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (known) => {
      client.setQueryData(proofingQuery(id).queryKey, known);
      return client.invalidateQueries({ queryKey: ['proofing', id, 'selections'] });
    },
  });
}

export const useProofingSettings = (id: string) =>
  useProofingChange(id, (settings: ProofingSettings) =>
    answer(api.PUT('/api/share-links/{id}/proofing', { params: pathOf(id), body: settings })),
  );

export const useCloseRound = (id: string) =>
  useProofingChange(id, () => answer(api.POST('/api/share-links/{id}/proofing/close', { params: pathOf(id) })));

export const useReopenRound = (id: string) =>
  useProofingChange(id, () => answer(api.POST('/api/share-links/{id}/proofing/reopen', { params: pathOf(id) })));

export function useAnswerComment(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, text }: { comment: string; text: string }) =>
      answer(
        api.POST('/api/share-links/{id}/proofing/comments/{comment}/answers', {
          params: { path: { id, comment } },
          body: { text },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proofing', id] }),
  });
}

export function useRemoveComment(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (comment: string) =>
      answer(api.DELETE('/api/share-links/{id}/proofing/comments/{comment}', { params: { path: { id, comment } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proofing', id] }),
  });
}

const RECONNECT_MS = [1000, 2000, 5000, 10_000, 30_000];
const GATHER_MS = 500;

/** Reads anew what visitors of the link changed, as they do. */
export function useLiveProofing(id: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource | undefined;
    let timer = 0;
    let gathering = 0;
    let failures = 0;
    const refresh = () => {
      gathering ||= window.setTimeout(() => {
        gathering = 0;
        void client.invalidateQueries({ queryKey: ['proofing', id] });
      }, GATHER_MS);
    };
    const connect = () => {
      source = new EventSource('/api/shares/events');
      source.onopen = () => {
        if (failures > 0) refresh();
        failures = 0;
      };
      source.onerror = () => {
        // The browser reconnects by itself after a lost connection, not after an error answer.
        if (source?.readyState !== EventSource.CLOSED) {
          failures++;
          return;
        }
        timer = window.setTimeout(connect, RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)]);
        failures++;
      };
      source.addEventListener('link', (event: MessageEvent<string>) => {
        if ((JSON.parse(event.data) as { link_id?: string }).link_id === id) refresh();
      });
    };
    connect();
    return () => {
      source?.close();
      window.clearTimeout(timer);
      window.clearTimeout(gathering);
    };
  }, [client, id]);
}
