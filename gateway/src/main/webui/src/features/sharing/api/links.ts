import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { AccessLevel, DownloadSize } from '@/lib/api/models';

export const EXPIRY_DAYS = [1, 3, 7, 14, 30, 90] as const;

export interface NewShareLink {
  gallery_id: string;
  access_level: AccessLevel;
  expires_in_days: number | null;
  max_views?: number;
  password?: string;
  message?: string;
  /** The largest that a full link gives out. */
  download_size?: DownloadSize;
  /** Stands in the watermark of a preview link. */
  watermark_name?: string;
  /** Asked for before anything is downloaded. */
  download_pin?: string;
  /** The sets of the gallery that are shown; all of it when left out. */
  set_ids?: string[];
}

export const sharesQuery = (galleryId?: string) =>
  infiniteQueryOptions({
    queryKey: ['shares', { galleryId: galleryId ?? null }],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET('/api/shares', {
          params: { query: { gallery_id: galleryId, limit: 50, cursor: pageParam ?? undefined } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function useCreateLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (link: NewShareLink) => answer(api.POST('/api/share-links', { body: link })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}

/** A link of its own for each recipient, and a letter with it. */
export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invitation: { link: NewShareLink; recipients: string[]; language: 'en' | 'de' }) =>
      answer(api.POST('/api/share-links/invitations', { body: invitation })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}

/** Sends the letter of a link once more. */
export const writeAgain = (id: string, language: 'en' | 'de') =>
  answer(api.POST('/api/share-links/{id}/letter', { params: { path: { id } }, body: { language } }));

export const qrCode = (id: string) => `/api/share-links/${id}/qr.svg`;

export function useSwitchLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) =>
      answer(api.PATCH('/api/share-links/{id}', { params: { path: { id } }, body: { is_active: on } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}

export function useRevokeLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/share-links/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['shares'] }),
  });
}
