import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Gallery } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { useDeleteGallery } from '../api/galleries';

interface DeleteGalleryDialogProps {
  readonly gallery: Gallery;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Can be undone, but takes links along: asks, and names what goes. */
export function DeleteGalleryDialog({ gallery, opened, onClose, onDeleted }: DeleteGalleryDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  const remove = useDeleteGallery();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('delete_gallery_title', { name: gallery.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className="form">
        <p className="form-note">
          {t('delete_gallery_photos', { count: gallery.photo_count })} {t('delete_gallery_links')}
        </p>
        {remove.isError && (
          <p className="form-problem" role="alert">
            {problemText(asProblem(remove.error))}
          </p>
        )}
        <div className="form-actions">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('keep_gallery')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate(gallery.id, { onSuccess: onDeleted });
            }}
          >
            {t('delete_gallery')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
