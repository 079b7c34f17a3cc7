import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShareLink } from '@/lib/api/models';

interface RevokeDialogProps {
  readonly link: ShareLink | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onRevoke: (link: ShareLink) => void;
}

/** A revoked link never works again: asks once, and says what happens. */
export function RevokeDialog({ link, busy, onClose, onRevoke }: RevokeDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Modal
      opened={link !== null}
      onClose={onClose}
      title={t('revoke_title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className="form">
        <p className="form-note">{t('revoke_words', { name: link?.gallery_name ?? '' })}</p>
        <div className="form-actions">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button
            color="red"
            loading={busy}
            onClick={() => {
              if (link) onRevoke(link);
            }}
          >
            {t('revoke')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
