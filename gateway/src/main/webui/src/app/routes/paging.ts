import type { InfiniteData } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Page } from '@/lib/api/models';

/** All items of all pages so far; an item that slid from one page onto the next is shown once. */
export function useItems<T extends { id: string }>(data: InfiniteData<Page<T>> | undefined): T[] {
  return useMemo(() => {
    const seen = new Map<string, T>();
    for (const page of data?.pages ?? []) for (const item of page.items) seen.set(item.id, item);
    return [...seen.values()];
  }, [data]);
}

export function useEndReached(query: {
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}): () => void {
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  return useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
}
