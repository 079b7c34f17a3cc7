import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DownloadSize } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { formatBytes } from '@/lib/format';
import { problemText } from '@/lib/i18n/problem-text';
import { downloadQuery } from '../api/shared-gallery';

interface DownloadPanelProps {
  readonly token: string;
  readonly sizes: readonly DownloadSize[];
  /** None: all photos of the gallery. */
  readonly photoIds: readonly string[] | null;
  readonly onClose: () => void;
}

/** Says how many photos come and how large they are before a byte is fetched. */
export function DownloadPanel({ token, sizes, photoIds, onClose }: DownloadPanelProps) {
  const { t, i18n } = useTranslation(['view', 'common']);
  const [size, setSize] = useState<DownloadSize>(sizes.includes('original') ? 'original' : 'web');
  const dialog = useRef<HTMLDialogElement>(null);
  const prepared = useQuery(downloadQuery(token, size, photoIds));
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="download-panel" aria-labelledby="download-title" onClose={onClose}>
      <h2 id="download-title" className="display">
        {photoIds === null ? t('download_all') : t('download_selection')}
      </h2>
      {sizes.length > 1 && (
        <fieldset>
          <legend>{t('size')}</legend>
          {(['original', 'web'] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="size"
                value={one}
                checked={size === one}
                onChange={() => {
                  setSize(one);
                }}
              />
              <span>
                <strong>{t(`sizes.${one}`)}</strong>
                <span>{t(`sizes_explained.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="download-facts" role="status">
        {prepared.isError
          ? problemText(asProblem(prepared.error))
          : prepared.data
            ? [
                t('common:photo_count', { count: prepared.data.photo_count }),
                formatBytes(prepared.data.size_bytes, i18n.language),
              ].join(' \u00b7 ')
            : t('preparing')}
      </p>
      {prepared.data !== undefined && prepared.data.missing_count > 0 && (
        <p className="download-facts">{t('missing', { count: prepared.data.missing_count })}</p>
      )}
      <p className="download-facts">{t('download_resumes')}</p>
      <div className="download-actions">
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            dialog.current?.close();
          }}
        >
          {t('cancel')}
        </button>
        {prepared.isError ? (
          <button type="button" className="button" onClick={() => void prepared.refetch()}>
            {t('common:try_again')}
          </button>
        ) : (
          <a
            className="button"
            href={prepared.data?.url}
            download
            aria-disabled={prepared.data === undefined}
            onClick={() => {
              if (prepared.data) dialog.current?.close();
            }}
          >
            {t('download')}
          </a>
        )}
      </div>
    </dialog>
  );
}
