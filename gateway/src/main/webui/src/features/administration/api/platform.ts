import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, withQuery } from '@/lib/api/http';
import type { PlatformSettings } from '@/lib/api/models';

export interface AuditFilter {
  action?: string;
  actor?: string;
  subject?: string;
  /** Days as `2026-05-05`, in the reader's time zone; both are part of the span. */
  from?: string;
  to?: string;
  q?: string;
}

const startOf = (day: string | undefined, daysLater = 0): string | undefined => {
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
};

const asked = ({ from, to, ...rest }: AuditFilter) => ({ ...rest, from: startOf(from), to: startOf(to, 1) });

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/admin/audit', {
          params: { query: { ...asked(filter), limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const auditCsvUrl = (filter: AuditFilter) => withQuery('/api/admin/audit.csv', asked(filter));

export const settingsQuery = queryOptions({
  queryKey: ['admin', 'settings'],
  queryFn: ({ signal }) => answer(api.GET('/api/admin/settings', { signal })),
});

export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: PlatformSettings) => answer(api.PUT('/api/admin/settings', { body: settings })),
    onSuccess: (settings) => {
      client.setQueryData(settingsQuery.queryKey, settings);
    },
  });
}

export const statusQuery = queryOptions({
  queryKey: ['admin', 'status'],
  queryFn: ({ signal }) => answer(api.GET('/api/admin/status', { signal })),
  refetchInterval: 15_000,
});
