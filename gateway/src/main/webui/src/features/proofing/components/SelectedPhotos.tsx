import { useTranslation } from 'react-i18next';
import type { SelectedPhoto } from '@/lib/api/models';
import './proofing.css';

/** The photos that were chosen, with who chose them. */
export function SelectedPhotos({ photos }: { photos: readonly SelectedPhoto[] }) {
  const { t } = useTranslation('studio');
  return (
    <ul className="selected-photos" aria-label={t('choices.photos')}>
      {photos.map((photo) => {
        const names = photo.visitors.map((name) => (name === '' ? t('choices.unnamed') : name)).join(', ');
        return (
          <li key={photo.photo_id}>
            {photo.thumbnail === null ? (
              <span className="selected-gone">{t('choices.photo_gone')}</span>
            ) : (
              <img src={photo.thumbnail} alt="" loading="lazy" decoding="async" />
            )}
            <strong title={photo.filename}>{photo.filename}</strong>
            <span title={names}>{names}</span>
            {(photo.approved > 0 || photo.rejected > 0) && (
              <span>{t('choices.verdicts', { approved: photo.approved, rejected: photo.rejected })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
