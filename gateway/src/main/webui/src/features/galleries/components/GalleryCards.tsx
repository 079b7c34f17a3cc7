import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Icon } from '@/components/photo/Icon';
import { Picture } from '@/components/photo/Picture';
import type { Picture as PictureModel } from '@/lib/api/models';
import './gallery-cards.css';

export interface GalleryCardModel {
  readonly id: string;
  readonly name: string;
  readonly cover: PictureModel | null;
  readonly facts: readonly string[];
  readonly isPublic: boolean;
  readonly failed: number;
}

interface GalleryCardsProps {
  readonly galleries: readonly GalleryCardModel[];
  /** The link around a card: where it leads is known by the page. */
  readonly link: (gallery: GalleryCardModel, children: ReactNode) => ReactNode;
}

export function GalleryCards({ galleries, link }: GalleryCardsProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <ul className="gallery-cards">
      {galleries.map((gallery) => (
        <li key={gallery.id} data-gallery-id={gallery.id}>
          {link(
            gallery,
            <>
              <span className="gallery-cover">
                {gallery.cover ? (
                  <Picture
                    source={gallery.cover.urls}
                    placeholder={gallery.cover.placeholder}
                    alt=""
                    side={420}
                    focus={{ x: gallery.cover.focus_x, y: gallery.cover.focus_y }}
                  />
                ) : (
                  <span className="gallery-blank">
                    <Icon name="galleries" size={32} />
                  </span>
                )}
              </span>
              <span className="gallery-name">{gallery.name}</span>
              <span className="gallery-facts numbers">
                {gallery.isPublic && (
                  <span className="gallery-mark">
                    <Icon name="globe" size={14} />
                    {t('public')}
                  </span>
                )}
                {gallery.facts.map((fact) => (
                  <span key={fact}>{fact}</span>
                ))}
                {gallery.failed > 0 && (
                  <span className="gallery-failed">{t('photos_failed', { count: gallery.failed })}</span>
                )}
              </span>
            </>,
          )}
        </li>
      ))}
    </ul>
  );
}

/** Frames that hold the place while the list is on its way. */
export function GalleryCardsPlaceholder() {
  return (
    <div className="gallery-cards" aria-hidden="true">
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index}>
          <span className="gallery-cover" />
        </div>
      ))}
    </div>
  );
}
