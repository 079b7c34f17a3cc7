import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import YarlLightbox, { type SlideImage } from 'yet-another-react-lightbox';
import Thumbnails from 'yet-another-react-lightbox/plugins/thumbnails';
import Zoom from 'yet-another-react-lightbox/plugins/zoom';
import 'yet-another-react-lightbox/styles.css';
import 'yet-another-react-lightbox/plugins/thumbnails.css';
import { Icon } from './Icon';
import { useIdle } from './use-idle';
import './lightbox.css';

export interface LightboxPhoto {
  readonly id: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbnail: string;
  readonly preview: string;
  /** Where the reader may see it: fetched only to zoom beyond the preview. */
  readonly original?: string | null;
}

export interface LightboxProps {
  readonly photos: readonly LightboxPhoto[];
  readonly index: number;
  readonly onView: (index: number) => void;
  readonly onClose: () => void;
  /** Buttons of the toolbar for the photo in view. */
  readonly actions?: (photo: LightboxPhoto) => ReactNode;
  /** What `i` opens beside the photo in view. */
  readonly info?: (photo: LightboxPhoto) => ReactNode;
}

const PREVIEW_SIDE = 2048;
/** Pictures in the filmstrip on each side of the one in view; of these only the nearest are fetched large. */
const FILMSTRIP_SIDE = 7;
const FETCHED_SIDE = 2;

export default function Lightbox({ photos, index, onView, onClose, actions, info }: LightboxProps) {
  const { t } = useTranslation('common');
  const [infoOpen, setInfoOpen] = useState(false);
  const idle = useIdle(2000);
  const slides = useMemo(() => photos.map(slideOf), [photos]);
  const at = Math.min(Math.max(index, 0), photos.length - 1);
  const photo = photos[at];
  const hasInfo = info !== undefined;

  useEffect(() => {
    if (!hasInfo) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'i' && !event.ctrlKey && !event.metaKey && !event.altKey) setInfoOpen((open) => !open);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [hasInfo]);

  // The carousel reports every slide it settles on; only a change is news.
  const viewed = useRef(at);
  viewed.current = at;

  // The viewer gives the focus back to where it was opened; whoever looked on goes on from the photo seen last.
  const lastId = useRef<string | undefined>(undefined);
  lastId.current = photo?.id;
  useEffect(
    () => () => {
      const id = lastId.current;
      if (id === undefined) return;
      requestAnimationFrame(() => {
        const place = document.querySelector(`[data-photo-id="${CSS.escape(id)}"]`);
        const cell = place?.matches('[data-cell]') ? place : place?.querySelector('[data-cell]');
        if (cell instanceof HTMLElement) cell.focus();
      });
    },
    [],
  );

  if (photo === undefined) return null;
  const withInfo = infoOpen && hasInfo;
  return (
    <YarlLightbox
      open
      close={onClose}
      index={at}
      slides={slides}
      plugins={[Zoom, Thumbnails]}
      className={['lightbox', withInfo && 'lightbox-with-info', idle && !withInfo && 'lightbox-idle']
        .filter(Boolean)
        .join(' ')}
      carousel={{ finite: true, preload: FILMSTRIP_SIDE, padding: 0, spacing: '8%', imageProps: { draggable: false } }}
      animation={{ fade: 160, swipe: 260, zoom: 200, navigation: 200 }}
      controller={{ closeOnPullDown: true, closeOnBackdropClick: false }}
      zoom={{ maxZoomPixelRatio: 1, scrollToZoom: true, doubleClickMaxStops: 1, zoomInMultiplier: 2 }}
      thumbnails={{
        width: 72,
        height: 54,
        border: 0,
        borderRadius: 0,
        padding: 0,
        gap: 4,
        imageFit: 'cover',
        vignette: false,
      }}
      labels={{
        Previous: t('previous_photo'),
        Next: t('next_photo'),
        Close: t('close'),
        Lightbox: t('photo_viewer'),
        Carousel: t('photos'),
        Slide: t('photo'),
        Thumbnails: t('filmstrip'),
        'Photo gallery': t('photos'),
        'Zoom in': t('zoom_in'),
        'Zoom out': t('zoom_out'),
        '{index} of {total}': t('photo_of'),
      }}
      on={{
        view: ({ index: to }) => {
          if (to !== viewed.current) onView(to);
        },
      }}
      toolbar={{
        buttons: [
          actions === undefined ? null : (
            <span key="actions" className="lightbox-actions">
              {actions(photo)}
            </span>
          ),
          hasInfo ? (
            <button
              key="info"
              type="button"
              className="yarl__button"
              aria-label={t('photo_info')}
              aria-pressed={infoOpen}
              title={`${t('photo_info')} (i)`}
              onClick={() => {
                setInfoOpen((open) => !open);
              }}
            >
              <Icon name="info" size={24} />
            </button>
          ) : null,
          'zoom',
          'close',
        ],
      }}
      render={{
        iconLoading: () => null,
        iconPrev: () => <Icon name="back" size={32} />,
        iconNext: () => <Icon name="forward" size={32} />,
        iconClose: () => <Icon name="close" size={24} />,
        slide: ({ offset }) => (Math.abs(offset) > FETCHED_SIDE ? <span /> : undefined),
        slideContainer: ({ slide, children }) => (
          <>
            {slide.thumbnail !== undefined && (
              <img className="lightbox-under" src={slide.thumbnail} alt="" aria-hidden="true" />
            )}
            {children}
          </>
        ),
        iconError: () => <p className="lightbox-error">{t('photo_unavailable')}</p>,
        controls: () =>
          withInfo ? (
            <aside className="lightbox-info" aria-label={t('photo_info')}>
              {info(photo)}
            </aside>
          ) : null,
      }}
    />
  );
}

function slideOf(photo: LightboxPhoto): SlideImage & { thumbnail: string } {
  const { width, height } = photo;
  if (!width || !height) return { src: photo.preview, alt: photo.alt, thumbnail: photo.thumbnail };
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  const preview = { src: photo.preview, width: Math.round(width * scale), height: Math.round(height * scale) };
  const sources = photo.original && scale < 1 ? [preview, { src: photo.original, width, height }] : [preview];
  return {
    src: photo.preview,
    alt: photo.alt,
    width: preview.width,
    height: preview.height,
    srcSet: sources,
    thumbnail: photo.thumbnail,
  };
}
