import { useTranslation } from 'react-i18next';
import { StudioMark } from '@/components/brand/StudioMark';
import { positionOf } from '@/components/photo/Picture';
import type { SharedGallery } from '@/lib/api/models';
import type { Brand } from '@/lib/branding';
import { formatDate } from '@/lib/format';
import { placeholderOf } from '@/lib/placeholder';

interface CoverProps {
  readonly gallery: SharedGallery['gallery'];
  readonly studio: Brand | null;
}

/** The photograph that opens a gallery, with its name. Without a photograph the name stands alone. */
export function Cover({ gallery, studio }: CoverProps) {
  const { t, i18n } = useTranslation(['view', 'common']);
  const blurred = placeholderOf(gallery.cover?.placeholder);
  return (
    <header className={gallery.cover ? 'cover' : 'cover cover-plain'}>
      {gallery.cover && (
        <div className="cover-picture" style={blurred ? { backgroundImage: `url(${blurred.url})` } : undefined}>
          <img
            src={gallery.cover.urls.preview}
            alt=""
            fetchPriority="high"
            crossOrigin="anonymous"
            style={{ objectPosition: positionOf({ x: gallery.cover.focus_x, y: gallery.cover.focus_y }) }}
          />
        </div>
      )}
      {studio !== null && (
        <p className="cover-studio">
          <StudioMark brand={studio} on={gallery.cover ? 'photograph' : 'page'} height={56} />
        </p>
      )}
      <div className="cover-words">
        <h1 className="display">{gallery.name}</h1>
        {gallery.event_date && <p className="cover-date">{formatDate(gallery.event_date, i18n.language)}</p>}
        <a href="#photos" className="cover-down">
          {t('see_photos')}
        </a>
      </div>
    </header>
  );
}
