import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';

export const SPANS = ['days', 'weeks', 'months'] as const;
export type Span = (typeof SPANS)[number];

export const statsQuery = queryOptions({
  queryKey: ['insights', 'stats'],
  queryFn: ({ signal }) => answer(api.GET('/api/stats', { signal })),
});

/** A day of UTC as the service counts them. */
const dayBefore = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

function monthsBefore(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

const RANGE: Record<Span, () => { by: 'day' | 'week' | 'month'; from: string }> = {
  days: () => ({ by: 'day', from: dayBefore(29) }),
  weeks: () => ({ by: 'week', from: dayBefore(7 * 12 - 1) }),
  months: () => ({ by: 'month', from: monthsBefore(11) }),
};

/** Of the studio as a whole, or of one of these. */
export type ViewsOf = { readonly gallery?: string; readonly link?: string; readonly customer?: string };

export const viewsQuery = (span: Span, of: ViewsOf) =>
  queryOptions({
    queryKey: ['insights', 'views', span, of],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/stats/views', {
          params: { query: { ...RANGE[span](), ...of } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export const activityQuery = infiniteQueryOptions({
  queryKey: ['insights', 'activity'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/api/activity', { params: { query: { limit: 20, cursor: pageParam ?? undefined } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export const historyQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['insights', 'history', customerId],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/customers/{id}/history', {
          params: { path: { id: customerId }, query: { limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
