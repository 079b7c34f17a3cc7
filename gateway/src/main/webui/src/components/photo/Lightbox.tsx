import { type CSSProperties, type ReactNode, type SyntheticEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import YarlLightbox, { type SlideImage } from 'yet-another-react-lightbox';
import Thumbnails from 'yet-another-react-lightbox/plugins/thumbnails';
import Zoom from 'yet-another-react-lightbox/plugins/zoom';
import 'yet-another-react-lightbox/styles.css';
import 'yet-another-react-lightbox/plugins/thumbnails.css';
import { Icon, type IconName } from './Icon';
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
  /** What the panel is called where it is not about the camera, and its mark. */
  readonly infoLabel?: string;
  readonly infoIcon?: IconName;
  /** Lies exactly on the picture in view, while it is not zoomed. */
  readonly overlay?: (photo: LightboxPhoto) => ReactNode;
}

const PREVIEW_SIDE = 2048;
/** Pictures in the filmstrip on each side of the one in view; of these only the nearest are fetched large. */
const FILMSTRIP_SIDE = 7;
const FETCHED_SIDE = 2;

export default function Lightbox(props: LightboxProps) {
  const { photos, index, onView, onClose, actions, info, infoIcon = 'info', overlay } = props;
  const { t } = useTranslation('common');
  const infoLabel = props.infoLabel ?? t('photo_info');
  const [zoomed, setZoomed] = useState(false);
  const [infoOpen, setInfoOpen] = useState(false);
  const idle = useIdle(2000);
  const slides = useMemo(() => photos.map(slideOf), [photos]);
  const at = Math.min(Math.max(index, 0), photos.length - 1);
  const photo = photos[at];
  const hasInfo = info !== undefined;

  useEffect(() => {
    if (!hasInfo) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
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
        zoom: ({ zoom }) => {
          setZoomed(zoom > 1);
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
              aria-label={infoLabel}
              aria-pressed={infoOpen}
              title={`${infoLabel} (i)`}
              onClick={() => {
                setInfoOpen((open) => !open);
              }}
            >
              <Icon name={infoIcon} size={24} />
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
            {overlay !== undefined && !zoomed && slide.src === photo.preview && (
              <div className="lightbox-overlay">
                <div style={placeOf(slide)}>{overlay(photo)}</div>
              </div>
            )}
          </>
        ),
        iconError: () => <p className="lightbox-error">{t('photo_unavailable')}</p>,
        controls: () =>
          withInfo ? (
            // What is typed, scrolled or marked here is not meant for the picture.
            <aside
              className="lightbox-info"
              aria-label={infoLabel}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') event.stopPropagation();
              }}
              onPointerDown={stop}
              onPointerMove={stop}
              onPointerUp={stop}
              onWheel={stop}
            >
              {info(photo)}
            </aside>
          ) : null,
      }}
    />
  );
}

const stop = (event: SyntheticEvent) => {
  event.stopPropagation();
};

/** The picture fills its place as far as it reaches, and is never shown larger than it is. */
function placeOf(slide: SlideImage): CSSProperties {
  const { width, height } = slide;
  if (!width || !height) return { width: '100%', height: '100%' };
  const most = Math.max(width, ...(slide.srcSet ?? []).map((source) => source.width));
  return {
    width: `min(100cqw, calc(100cqh * ${String(width / height)}), ${String(most)}px)`,
    aspectRatio: `${String(width)} / ${String(height)}`,
  };
}

function slideOf(photo: LightboxPhoto): SlideImage & { thumbnail: string } {
  const { width, height } = photo;
  if (!width || !height) {
    return { src: photo.preview, alt: photo.alt, thumbnail: photo.thumbnail };
  }
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
