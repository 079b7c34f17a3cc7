import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sortFiles } from '@/features/uploads/api/files';
import { useShrinkChoice, useUploadQueue } from '@/features/uploads/components/Uploads';

/** Takes files into the queue, and says which of them are left out and why. */
export function useAddPhotos() {
  const { t } = useTranslation(['studio', 'common']);
  const queue = useUploadQueue();
  const [shrinks] = useShrinkChoice();
  return useCallback(
    (files: readonly File[], galleryId: string | null, setId: string | null = null) => {
      const { photos, notPhotos, empty } = sortFiles(files);
      // A finished round makes place for the next one.
      const { uploads } = queue.getState();
      if (uploads.every((upload) => upload.state === 'done' || upload.state === 'duplicate')) queue.clearEnded();
      queue.add(photos.map((photo) => ({ ...photo, galleryId, setId, shrinking: shrinks ? 'due' : 'unwanted' })));
      if (notPhotos.length > 0) {
        notifications.show({
          color: 'yellow',
          message: t('not_photos', { count: notPhotos.length, names: listed(notPhotos) }),
          autoClose: 10_000,
        });
      }
      if (empty.length > 0) {
        notifications.show({
          color: 'yellow',
          message: t('empty_files', { count: empty.length, names: listed(empty) }),
          autoClose: 10_000,
        });
      }
    },
    [queue, shrinks, t],
  );
}

const listed = (files: readonly File[]): string =>
  files
    .slice(0, 3)
    .map((file) => file.name)
    .join(', ') + (files.length > 3 ? ' …' : '');
