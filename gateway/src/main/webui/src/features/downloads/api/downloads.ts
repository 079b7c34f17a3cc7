import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { DownloadSize } from '@/lib/api/models';

/** All photos of a gallery, or some photos from anywhere in the library. */
export type Choice = { readonly gallery: string } | { readonly photos: readonly string[] };

/** A ZIP of them, ready to be fetched. */
export const downloadQuery = (choice: Choice, size: DownloadSize) =>
  queryOptions({
    queryKey: ['download', choice, size],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/images/downloads', {
          body:
            'gallery' in choice
              ? { size, gallery_id: choice.gallery, photo_ids: null }
              : { size, gallery_id: null, photo_ids: [...choice.photos] },
          signal,
        }),
      ),
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
