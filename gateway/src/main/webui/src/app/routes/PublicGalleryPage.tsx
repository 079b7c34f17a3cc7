import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Prose } from '@/components/text/Prose';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { publicGalleryPhotosQuery, publicGalleryQuery } from '@/features/public-galleries/api/public-galleries';
import { PublicWall } from '@/features/public-galleries/components/PublicWall';
import { asProblem } from '@/lib/api/problem';
import { formatDate } from '@/lib/format';
import { NotFoundPage } from './NotFoundPage';
import { useEndReached, useItems } from './paging';
import { useLightboxParam } from './use-lightbox-param';

const Lightbox = lazy(() => import('@/components/photo/Lightbox'));

export function PublicGalleryPage() {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const { galleryId } = useParams({ from: '/g/$galleryId' });
  const gallery = useQuery(publicGalleryQuery(galleryId));
  const query = useInfiniteQuery(publicGalleryPhotosQuery(galleryId));
  const photos = useItems(query.data);
  const onEndReached = useEndReached(query);
  const lightbox = useLightboxParam();
  const slides = useMemo(
    () =>
      photos.map((photo) => ({
        id: photo.id,
        alt: photo.title ?? photo.gallery.name,
        width: photo.width,
        height: photo.height,
        ...photo.urls,
      })),
    [photos],
  );
  const index = slides.findIndex((slide) => slide.id === lightbox.photoId);
  useTitle(gallery.data?.name);

  // A photo further down was asked for by address: load on until it is there.
  useEffect(() => {
    if (lightbox.photoId !== undefined && index < 0) onEndReached();
  }, [lightbox.photoId, index, onEndReached]);

  if (gallery.isError) {
    return asProblem(gallery.error).status === 404 ? (
      <NotFoundPage />
    ) : (
      <ProblemNotice error={gallery.error} onRetry={() => void gallery.refetch()} />
    );
  }
  return (
    <div className="public-gallery">
      <header className="public-gallery-head">
        <h1 className="display">{gallery.data?.name ?? ' '}</h1>
        <p>
          {gallery.data
            ? [
                gallery.data.studio.name,
                formatDate(gallery.data.event_date ?? gallery.data.created_at, i18n.language),
                t('photo_count', { count: gallery.data.photo_count }),
              ].join(' · ')
            : ' '}
        </p>
        {gallery.data?.description && <Prose text={gallery.data.description} className="public-gallery-words" />}
      </header>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && photos.length === 0 ? (
        <EmptyNotice words={t('gallery_empty_public')} />
      ) : (
        <PublicWall
          photos={photos}
          label={t('common:photos')}
          link={(photo, props) => (
            <Link
              to="/g/$galleryId"
              params={{ galleryId }}
              search={{ photo: photo.id }}
              resetScroll={false}
              onClick={(event) => {
                event.preventDefault();
                lightbox.open(photo.id);
              }}
              {...props}
            />
          )}
          onEndReached={onEndReached}
        />
      )}
      {index >= 0 && (
        <Suspense fallback={null}>
          <Lightbox
            photos={slides}
            index={index}
            onView={(to) => {
              const slide = slides[to];
              if (slide) lightbox.view(slide.id);
              if (to >= slides.length - 5) onEndReached();
            }}
            onClose={lightbox.close}
          />
        </Suspense>
      )}
    </div>
  );
}
