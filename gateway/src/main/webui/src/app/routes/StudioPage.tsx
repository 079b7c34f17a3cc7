import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Prose } from '@/components/text/Prose';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { GalleryCards, GalleryCardsPlaceholder } from '@/features/galleries/components/GalleryCards';
import { publicGalleriesQuery } from '@/features/public-galleries/api/public-galleries';
import { publicStudioQuery, wordsIn } from '@/features/site/api/site';
import { Packages } from '@/features/site/components/Packages';
import { StudioHead } from '@/features/site/components/StudioHead';
import { asProblem } from '@/lib/api/problem';
import { brandStyle, loadTypeface } from '@/lib/branding';
import { formatDate } from '@/lib/format';
import { NotFoundPage } from './NotFoundPage';
import { useItems } from './paging';

/** A studio as everybody may see it: who it is, what it asks, and its public galleries. */
export function StudioPage() {
  const { t, i18n } = useTranslation(['site', 'studio', 'common']);
  const { studioId } = useParams({ from: '/studios/$studioId' });
  const studio = useQuery(publicStudioQuery(studioId));
  const query = useInfiniteQuery(publicGalleriesQuery('', studioId));
  const galleries = useItems(query.data);
  const branding = studio.data?.branding ?? null;
  useTitle(studio.data?.name);
  useEffect(() => {
    loadTypeface(branding);
  }, [branding]);
  if (studio.isError) {
    return asProblem(studio.error).status === 404 ? (
      <NotFoundPage />
    ) : (
      <ProblemNotice error={studio.error} onRetry={() => void studio.refetch()} />
    );
  }
  if (studio.data === undefined) return null;
  const words = wordsIn(studio.data.pages, i18n.language);
  return (
    <div style={brandStyle(branding)}>
      <StudioHead brand={studio.data} title={studio.data.name} />
      {words.about && (
        <section className="studio-page-part" aria-label={t('about_text')}>
          <Prose text={words.about} className="site-text" />
        </section>
      )}
      <section className="studio-page-part" aria-labelledby="studio-galleries">
        <h2 id="studio-galleries">{t('studio_galleries')}</h2>
        {query.isError ? (
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : query.isPending ? (
          <GalleryCardsPlaceholder />
        ) : galleries.length === 0 ? (
          <EmptyNotice words={t('studio_no_galleries')} />
        ) : (
          <GalleryCards
            galleries={galleries.map((gallery) => ({
              id: gallery.id,
              name: gallery.name,
              cover: gallery.cover,
              facts: [
                formatDate(gallery.event_date ?? gallery.created_at, i18n.language),
                t('common:photo_count', { count: gallery.photo_count }),
              ],
              isPublic: false,
              failed: 0,
            }))}
            link={(gallery, children) => (
              <Link to="/g/$galleryId" params={{ galleryId: gallery.id }}>
                {children}
              </Link>
            )}
          />
        )}
        <ShowMore pages={query} />
      </section>
      {words.features && (
        <section className="studio-page-part" aria-labelledby="studio-features">
          <h2 id="studio-features">{t('features')}</h2>
          <Prose text={words.features} className="site-text" />
        </section>
      )}
      {(words.pricing !== null || words.packages.length > 0) && (
        <section className="studio-page-part" aria-labelledby="studio-pricing">
          <h2 id="studio-pricing">{t('pricing')}</h2>
          {words.pricing && <Prose text={words.pricing} className="site-text" />}
          {words.packages.length > 0 && <Packages packages={words.packages} />}
        </section>
      )}
    </div>
  );
}
