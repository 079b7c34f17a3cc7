import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import { type LibraryFilter, asQuery } from './filter';

const PAGE_SIZE = 100;
const IDS_AT_ONCE = 10_000;

export const libraryQuery = (filter: LibraryFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ['library', filter],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/images', {
          params: { query: { ...asQuery(filter), limit: PAGE_SIZE, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** The ids of all that a filter finds, at most 10,000. */
export async function allFound(filter: LibraryFilter): Promise<string[]> {
  const page = await answer(api.GET('/api/images/ids', { params: { query: { ...asQuery(filter), limit: IDS_AT_ONCE } } }));
  return page.items;
}

export const suggestionsQuery = (typed: string) =>
  queryOptions({
    queryKey: ['suggestions', typed],
    queryFn: ({ signal }) => answer(api.GET('/api/images/suggestions', { params: { query: { q: typed } }, signal })),
    staleTime: 30_000,
  });

export const timelineQuery = queryOptions({
  queryKey: ['timeline'],
  queryFn: ({ signal }) => answer(api.GET('/api/images/timeline', { signal })),
  staleTime: 60_000,
});
