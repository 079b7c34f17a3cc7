import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HeardOf, heardOfKey } from '@/features/photos/api/photos';
import type { WallItem } from '@/features/photos/components/PhotoWall';
import { readDimensions } from '@/features/uploads/api/dimensions';
import { localThumbnail } from '@/features/uploads/api/picture-worker-client';
import { type Upload } from '@/features/uploads/api/queue';
import { useUploads } from '@/features/uploads/components/Uploads';
import type { Photo } from '@/lib/api/models';
import { Problem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';

export interface Wall {
  readonly items: readonly WallItem[];
  readonly photos: ReadonlyMap<string, Photo>;
}

/**
 * What a wall shows: the photos of the list, and before them the files put in since the page was opened, from the first
 * moment on. A file becomes its photo in place: the same cell, the same key.
 */
export function useWall(
  listed: readonly Photo[],
  belongs: (upload: Upload) => boolean,
  coverId: string | null,
  /** Somebody arranged the photos: files put in stand where their photos stand. */
  arranged = false,
): Wall {
  const { t } = useTranslation(['studio', 'common']);
  const { uploads } = useUploads();
  const { data: heardOf } = useQuery<HeardOf>({
    queryKey: heardOfKey,
    queryFn: () => ({}),
    enabled: false,
    initialData: {},
  });
  const [openedAt] = useState(() => Date.now());
  const own = useMemo(
    () =>
      uploads.filter(
        (upload) =>
          belongs(upload) &&
          upload.state !== 'duplicate' &&
          (upload.addedAt >= openedAt || upload.state !== 'done'),
      ),
    [uploads, belongs, openedAt],
  );
  const ratios = useRatios(own);
  const locals = useRef(new Map<string, () => Promise<string | null>>());

  return useMemo(() => {
    const photos = new Map<string, Photo>();
    for (const photo of listed) photos.set(photo.id, heardOf[photo.id] ?? photo);
    const items: WallItem[] = [];
    const shown = new Set<string>();
    for (const upload of own) {
      const photo =
        upload.photoId === null ? undefined : (heardOf[upload.photoId] ?? photos.get(upload.photoId));
      if (upload.photoId !== null) {
        if (upload.state === 'done' && photo === undefined) continue;
        if (arranged && photos.has(upload.photoId)) continue;
        shown.add(upload.photoId);
      }
      let local = locals.current.get(upload.id);
      if (local === undefined) {
        local = () => localThumbnail(upload.file);
        locals.current.set(upload.id, local);
      }
      const ratio = ratios.get(upload.id) ?? null;
      if (photo === undefined) items.push(fromUpload(upload, ratio, local, t));
      else {
        photos.set(photo.id, photo);
        const item = fromPhoto(photo, coverId);
        items.push({ ...item, ratio: item.ratio ?? ratio, local: photo.status === 'failed' ? null : local });
      }
    }
    for (const photo of listed) {
      if (!shown.has(photo.id)) {
        items.push(fromPhoto(photos.get(photo.id) ?? photo, coverId));
      }
    }
    return { items, photos };
  }, [listed, own, heardOf, ratios, coverId, arranged, t]);
}

function fromPhoto(photo: Photo, coverId: string | null): WallItem {
  return {
    id: photo.id,
    ratio: photo.width && photo.height ? photo.width / photo.height : null,
    alt: photo.title ?? photo.filename,
    status: photo.status,
    source: photo.urls,
    placeholder: photo.placeholder,
    local: null,
    progress: null,
    reason: photo.status === 'failed' ? failureText(photo) : null,
    rating: photo.rating ?? 0,
    isCover: photo.id === coverId,
  };
}

function fromUpload(
  upload: Upload,
  ratio: number | null,
  local: () => Promise<string | null>,
  t: TFunction<['studio', 'common']>,
): WallItem {
  const failed = upload.state === 'failed';
  return {
    id: upload.photoId ?? upload.id,
    ratio,
    alt: upload.file.name,
    status: 'uploading',
    source: null,
    placeholder: null,
    local,
    progress: failed || upload.size === 0 ? 0 : upload.sentBytes / upload.size,
    reason:
      upload.state === 'sending' || upload.state === 'confirming'
        ? null
        : failed && upload.problem
          ? problemText(upload.problem)
          : t(`upload_states.${upload.state}`),
    rating: 0,
    isCover: false,
  };
}

const failureText = (photo: Photo): string =>
  problemText(
    new Problem({ slug: `photo-${photo.reason?.code ?? 'unreadable'}`, status: 422, detail: photo.reason?.message }),
  );

/** Ratios of files not yet rendered, read from their heads. */
function useRatios(uploads: readonly Upload[]): ReadonlyMap<string, number> {
  const [ratios, setRatios] = useState<ReadonlyMap<string, number>>(new Map());
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const unknown = uploads.filter((upload) => !asked.current.has(upload.id));
    if (unknown.length === 0) return;
    for (const upload of unknown) asked.current.add(upload.id);
    void Promise.all(
      unknown.map(async (upload) => [upload.id, await readDimensions(upload.file)] as const),
    ).then((read) => {
      setRatios((known) => {
        const all = new Map(known);
        for (const [id, size] of read) if (size) all.set(id, size.width / size.height);
        return all;
      });
    });
  }, [uploads]);
  return ratios;
}
