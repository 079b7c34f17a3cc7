import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/http';
import type { StudioDownloads, Watermark, WatermarkSettings } from '@/lib/api/models';

export const POSITIONS = [
  'top_left',
  'top',
  'top_right',
  'left',
  'center',
  'right',
  'bottom_left',
  'bottom',
  'bottom_right',
] as const;

/** Asked for again while previews still change. */
export const watermarkQuery = queryOptions({
  queryKey: ['studio', 'watermark'],
  queryFn: ({ signal }) => answer(api.GET('/api/studio/watermark', { signal })),
  refetchInterval: ({ state }) => (state.data && state.data.waiting > 0 ? 2000 : false),
});

export const settingsOf = (watermark: Watermark): WatermarkSettings => ({
  text: watermark.text,
  image_id: watermark.image?.id,
  position: watermark.position,
  opacity: watermark.opacity,
  size: watermark.size,
});

/** A picture of what these settings look like; the service draws it with what it draws previews with. */
export const samplePreview = (settings: WatermarkSettings, signal: AbortSignal): Promise<Blob> =>
  answer(api.POST('/api/studio/watermark/preview', { body: settings, parseAs: 'blob', signal })) as Promise<Blob>;

export function useSaveWatermark() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: WatermarkSettings) => answer(api.PUT('/api/studio/watermark', { body: settings })),
    onSuccess: (saved) => {
      client.setQueryData(watermarkQuery.queryKey, saved);
    },
  });
}

export const uploadMark = (file: File) =>
  answer(
    api.POST('/api/studio/watermark/images', {
      headers: { 'Content-Type': 'image/png' },
      bodySerializer: () => file,
      body: undefined as never,
    }),
  );

export const downloadsQuery = queryOptions({
  queryKey: ['studio', 'downloads'],
  queryFn: ({ signal }) => answer(api.GET('/api/studio/downloads', { signal })),
});

export function useSaveDownloads() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (downloads: StudioDownloads) => answer(api.PUT('/api/studio/downloads', { body: downloads })),
    onSuccess: (saved) => {
      client.setQueryData(downloadsQuery.queryKey, saved);
    },
  });
}
