import { useCallback, useEffect, useState } from 'react';
import { placeholderOf } from '@/lib/placeholder';
import './picture.css';

const THUMBNAIL_SIDE = 400;

export interface PictureSource {
  readonly thumbnail: string;
  readonly preview: string;
}

interface PictureProps {
  readonly source: PictureSource | null;
  readonly placeholder: string | null;
  readonly alt: string;
  /** Longest side on the page in CSS pixels: decides which rendition is sharp enough. */
  readonly side: number;
  /** The picture just uploaded, until the rendered one is there. */
  readonly local?: string | null;
  readonly eager?: boolean;
  /** The point that stays in view where the frame cuts something off, each 0 to 1. */
  readonly focus?: Focus;
  /** Where the page may be kept without a connection: then its pictures have to be readable for what keeps them. */
  readonly crossOrigin?: 'anonymous';
}

export interface Focus {
  readonly x: number;
  readonly y: number;
}

export const positionOf = ({ x, y }: Focus): string => `${String(x * 100)}% ${String(y * 100)}%`;

/** A photograph that fills its frame: placeholder first, then the picture fades in over it. */
export function Picture({ source, placeholder, alt, side, local, eager, focus, crossOrigin }: PictureProps) {
  const url = source === null ? null : chooseRendition(source, side, devicePixelRatio);
  const [shown, setShown] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // A picture that could not be had leaves its placeholder, and is asked for again with the connection.
  useEffect(() => {
    if (!failed) return;
    const again = () => {
      setFailed(false);
      setAttempt((before) => before + 1);
    };
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
    };
  }, [failed]);
  const blurred = placeholderOf(placeholder);
  const onImage = useCallback(
    (image: HTMLImageElement | null) => {
      if (image?.complete && image.naturalWidth > 0) setShown(url);
    },
    [url],
  );
  return (
    <span
      className="picture"
      style={blurred ? { backgroundColor: blurred.color, backgroundImage: `url(${blurred.url})` } : undefined}
    >
      {local && shown === null && <img className="picture-local" src={local} alt={source === null ? alt : ''} />}
      {url !== null && (
        <img
          key={`${url}#${String(attempt)}`}
          ref={onImage}
          src={url}
          alt={alt}
          decoding="async"
          crossOrigin={crossOrigin}
          loading={eager ? 'eager' : 'lazy'}
          draggable={false}
          data-shown={shown !== null}
          style={focus && { objectPosition: positionOf(focus) }}
          onLoad={() => {
            setShown(url);
          }}
          onError={() => {
            setFailed(true);
          }}
        />
      )}
    </span>
  );
}

export function chooseRendition(source: PictureSource, side: number, density: number): string {
  return side * Math.min(density, 2) > THUMBNAIL_SIDE * 1.2 ? source.preview : source.thumbnail;
}
