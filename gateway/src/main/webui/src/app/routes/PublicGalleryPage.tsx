import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioContact } from '@/components/brand/StudioContact';
import { StudioMark } from '@/components/brand/StudioMark';
import { positionOf } from '@/components/photo/Picture';
import { Prose } from '@/components/text/Prose';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import {
  type Section,
  publicGalleryPhotosQuery,
  publicGalleryQuery,
  sectionsOf,
} from '@/features/public-galleries/api/public-galleries';
import { PublicWall } from '@/features/public-galleries/components/PublicWall';
import { SectionRow } from '@/components/sections/SectionRow';
import '@/features/public-galleries/components/public-gallery-sections.css';
import type { PublicGalleryPage as Gallery, PublicPhoto } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { brandStyle, loadTypeface } from '@/lib/branding';
import { formatDate } from '@/lib/format';
import { placeholderOf } from '@/lib/placeholder';
import { NotFoundPage } from './NotFoundPage';
import { useEndReached } from './paging';
import { useLightboxParam } from './use-lightbox-param';

const Lightbox = lazy(() => import('@/components/photo/Lightbox'));

export function PublicGalleryPage() {
  const { galleryId } = useParams({ from: '/g/$galleryId' });
  const gallery = useQuery(publicGalleryQuery(galleryId));
  const branding = gallery.data?.branding ?? null;
  useTitle(gallery.data?.name);
  useEffect(() => {
    loadTypeface(branding);
  }, [branding]);
  if (gallery.isError) {
    return asProblem(gallery.error).status === 404 ? (
      <NotFoundPage />
    ) : (
      <ProblemNotice error={gallery.error} onRetry={() => void gallery.refetch()} />
    );
  }
  if (gallery.data === undefined) return <div className="public-gallery public-gallery-waiting" />;
  return (
    <div className="public-gallery" style={brandStyle(branding)}>
      <Head gallery={gallery.data} />
      <Photos key={galleryId} gallery={gallery.data} />
      <footer className="public-gallery-foot">
        <Link to="/studios/$studioId" params={{ studioId: gallery.data.studio.id }}>
          <StudioMark brand={{ name: gallery.data.studio.name, branding }} />
        </Link>
        {branding?.footer && <span>{branding.footer}</span>}
        <StudioContact branding={branding} />
      </footer>
    </div>
  );
}

function Head({ gallery }: { gallery: Gallery }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const { cover } = gallery;
  const blurred = placeholderOf(cover?.placeholder);
  return (
    <>
      <header className={cover ? 'public-cover' : 'public-cover public-cover-plain'}>
        {cover && (
          <div className="public-cover-picture" style={blurred ? { backgroundImage: `url(${blurred.url})` } : undefined}>
            <img
              src={cover.urls.preview}
              alt=""
              fetchPriority="high"
              style={{ objectPosition: positionOf({ x: cover.focus_x, y: cover.focus_y }) }}
            />
          </div>
        )}
        <Link to="/studios/$studioId" params={{ studioId: gallery.studio.id }} className="public-cover-studio">
          <StudioMark
            brand={{ name: gallery.studio.name, branding: gallery.branding }}
            on={cover ? 'photograph' : 'page'}
          />
        </Link>
        <div className="public-cover-words">
          <h1 className="display">{gallery.name}</h1>
          <p>
            {[
              formatDate(gallery.event_date ?? gallery.created_at, i18n.language),
              t('photo_count', { count: gallery.photo_count }),
            ].join(' · ')}
          </p>
        </div>
      </header>
      {gallery.description && (
        <div className="public-gallery-head">
          <Prose text={gallery.description} className="public-gallery-words" />
        </div>
      )}
    </>
  );
}

/** All sections one after the other, or one alone; the lightbox goes through what is shown. */
function Photos({ gallery }: { gallery: Gallery }) {
  const { t } = useTranslation(['studio', 'site', 'common']);
  const [chosen, setChosen] = useState<string | null>(null);
  const sections = useMemo(() => sectionsOf(gallery, chosen), [gallery, chosen]);
  const query = useInfiniteQuery(publicGalleryPhotosQuery(gallery.id, sections));
  const onEndReached = useEndReached(query);
  const lightbox = useLightboxParam();
  const { pages } = query.data ?? { pages: [] };
  const walls = useMemo(
    () =>
      sections.map((section) => ({
        section,
        photos: pages.filter((page) => page.section === section.id).flatMap((page) => page.items),
      })),
    [sections, pages],
  );
  const photos = useMemo(() => walls.flatMap((wall) => wall.photos), [walls]);
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

  // A photo further down was asked for by address: load on until it is there.
  useEffect(() => {
    if (lightbox.photoId !== undefined && index < 0) onEndReached();
  }, [lightbox.photoId, index, onEndReached]);

  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isSuccess && !query.hasNextPage && photos.length === 0) {
    return <EmptyNotice words={t('gallery_empty_public')} />;
  }
  const nameOf = (section: Section) => section.name ?? t('site:more');
  const shown = walls.filter((wall) => wall.photos.length > 0);
  return (
    <>
      <SectionRow sets={gallery.sets} words={{ label: t('site:sets'), all: t('site:all') }} chosen={chosen} onChoose={setChosen} />
      {shown.map(({ section, photos: some }, place) => (
        <section key={section.id} aria-label={section.name === null && shown.length === 1 ? t('common:photos') : nameOf(section)}>
          {gallery.sets.length > 0 && chosen === null && <h2 className="public-section">{nameOf(section)}</h2>}
          <PublicWall
            photos={some}
            label={section.name ?? t('common:photos')}
            link={(photo: PublicPhoto, props) => (
              <Link
                to="/g/$galleryId"
                params={{ galleryId: gallery.id }}
                search={{ photo: photo.id }}
                resetScroll={false}
                onClick={(event) => {
                  event.preventDefault();
                  lightbox.open(photo.id);
                }}
                {...props}
              />
            )}
            onEndReached={place === shown.length - 1 ? onEndReached : undefined}
          />
        </section>
      ))}
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
    </>
  );
}
