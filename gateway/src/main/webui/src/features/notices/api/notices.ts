import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { NoticeSetting } from '@/lib/api/models';

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'list'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/api/notifications', { params: { query: { limit: 20, cursor: pageParam ?? undefined } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
  staleTime: 30_000,
});

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: ({ signal }) => answer(api.GET('/api/notifications/settings', { signal })),
});

/** Some, or all of them. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids?: string[]) => answer(api.POST('/api/notifications/read', { body: ids ? { ids } : {} })),
    onSettled: () => client.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
}

export function useChooseNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (setting: NoticeSetting) =>
      answer(api.PUT('/api/notifications/settings', { body: { items: [setting] } })),
    onSuccess: (settings) => {
      client.setQueryData(noticeSettingsQuery.queryKey, settings);
    },
    onError: () => client.invalidateQueries({ queryKey: noticeSettingsQuery.queryKey }),
  });
}
