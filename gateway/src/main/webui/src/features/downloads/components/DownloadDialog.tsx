import { Button, Modal, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import type { DownloadSize } from '@/lib/api/models';
import { formatBytes } from '@/lib/format';
import { type Choice, downloadQuery } from '../api/downloads';

interface DownloadDialogProps {
  /** None while nothing is to be downloaded. */
  readonly choice: Choice | null;
  readonly onClose: () => void;
}

export function DownloadDialog({ choice, onClose }: DownloadDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Modal
      opened={choice !== null}
      onClose={onClose}
      title={t('download_title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {choice && <Prepared choice={choice} onClose={onClose} />}
    </Modal>
  );
}

/** Says how many photos come and how large they are before a byte is fetched. */
function Prepared({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const [size, setSize] = useState<DownloadSize>('original');
  const prepared = useQuery(downloadQuery(choice, size));
  const download = prepared.data;
  return (
    <div className="form">
      <Radio.Group
        label={t('download_size')}
        value={size}
        onChange={(chosen) => {
          setSize(chosen as DownloadSize);
        }}
      >
        <div className="form">
          {(['original', 'web'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`download_sizes.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {prepared.isError ? (
        <ProblemNotice error={prepared.error} onRetry={() => void prepared.refetch()} />
      ) : (
        <p className="form-note numbers" role="status">
          {download
            ? `${t('photo_count', { count: download.photo_count })} \u00b7 ${formatBytes(download.size_bytes, i18n.language)}`
            : t('download_preparing')}
        </p>
      )}
      {download !== undefined && download.missing_count > 0 && (
        <p className="form-note">{t('download_missing', { count: download.missing_count })}</p>
      )}
      <p className="form-note">{t('download_resumes')}</p>
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button component="a" href={download?.url} download disabled={download === undefined} onClick={onClose}>
          {t('download')}
        </Button>
      </div>
    </div>
  );
}
