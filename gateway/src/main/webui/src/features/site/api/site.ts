import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { PublicStudio, StudioPages, StudioWords } from '@/lib/api/models';

/** The studio that speaks on the site's own pages, or null. */
export const publicSiteQuery = queryOptions({
  queryKey: ['public', 'site'],
  queryFn: ({ signal }) => answer(api.GET('/api/public/site', { signal })),
  staleTime: 60_000,
});

export const publicStudioQuery = (id: string) =>
  queryOptions({
    queryKey: ['public', 'studio', id],
    queryFn: ({ signal }): Promise<PublicStudio> =>
      answer(api.GET('/api/public/studios/{id}', { params: { path: { id } }, signal })),
  });

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => answer(api.GET('/api/site', { signal })),
});

export const siteStudiosQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['site', 'studios', { q }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/site/studios', {
          params: { query: { q: q || undefined, limit: 20, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function useNameSiteStudio() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (studioId: string | null) => answer(api.PUT('/api/site', { body: { studio_id: studioId } })),
    onSuccess: (saved) => {
      client.setQueryData(siteQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: ['public', 'site'] });
    },
  });
}

/** What is written in the reader's language; what is missing in it, in the other. */
export function wordsIn(pages: StudioPages | undefined, language: string): StudioWords {
  const both = language.startsWith('de') ? [pages?.de, pages?.en] : [pages?.en, pages?.de];
  const first = <T>(of: (words: StudioWords) => T | null | undefined): T | null => {
    for (const words of both) {
      const found = words ? of(words) : null;
      if (found !== null && found !== undefined) return found;
    }
    return null;
  };
  return {
    about: first((words) => words.about),
    features: first((words) => words.features),
    pricing: first((words) => words.pricing),
    packages: first((words) => (words.packages.length > 0 ? words.packages : null)) ?? [],
  };
}
