import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { newestPublicPhotosQuery } from '@/features/public-galleries/api/public-galleries';
import { PublicWall } from '@/features/public-galleries/components/PublicWall';
import { keepsGalleries, registerUrl, signInUrl, useAccount } from '@/features/session/api/session';
import { useEndReached, useItems } from './paging';
import { useLightboxParam } from './use-lightbox-param';

const Lightbox = lazy(() => import('@/components/photo/Lightbox'));

export function HomePage() {
  const { t } = useTranslation(['studio', 'site', 'common']);
  const account = useAccount();
  const query = useInfiniteQuery(newestPublicPhotosQuery);
  const photos = useItems(query.data);
  const onEndReached = useEndReached(query);
  const lightbox = useLightboxParam();
  const slides = useMemo(
    () =>
      photos.map((photo) => ({
        id: photo.id,
        alt: t('photo_by', { title: photo.title ?? photo.gallery.name, studio: photo.studio.name }),
        width: photo.width,
        height: photo.height,
        galleryId: photo.gallery.id,
        ...photo.urls,
      })),
    [photos, t],
  );
  const index = slides.findIndex((slide) => slide.id === lightbox.photoId);
  useTitle(undefined);
  return (
    <div className="home">
      <section className="hero">
        <h1 className="display">{t('hero_title')}</h1>
        <p>{t('hero_words')}</p>
        <div className="hero-actions">
          {account === null ? (
            <>
              <Button size="md" component="a" href={registerUrl()}>
                {t('create_account')}
              </Button>
              <Button size="md" variant="default" component="a" href={signInUrl('/galleries')}>
                {t('sign_in')}
              </Button>
            </>
          ) : (
            <Button
              size="md"
              renderRoot={(props) => <Link to={keepsGalleries(account) ? '/galleries' : '/explore'} {...props} />}
            >
              {keepsGalleries(account) ? t('your_galleries') : t('explore')}
            </Button>
          )}
        </div>
      </section>
      <section aria-labelledby="newest" className="newest">
        <h2 id="newest">{t('newest_photos')}</h2>
        {query.isError ? (
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isSuccess && photos.length === 0 ? (
          <EmptyNotice words={t('no_public_photos')} />
        ) : (
          <PublicWall
            photos={photos}
            label={t('newest_photos')}
            credited
            link={(photo, props) => (
              <Link
                to="/"
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
      </section>
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
            actions={(slide) => {
              const galleryId = slides.find((one) => one.id === slide.id)?.galleryId;
              return galleryId === undefined ? null : (
                <Link
                  to="/g/$galleryId"
                  params={{ galleryId }}
                  search={{ photo: undefined }}
                  className="yarl__button"
                  aria-label={t('site:open_gallery')}
                  title={t('site:open_gallery')}
                >
                  <Icon name="galleries" size={24} />
                </Link>
              );
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
