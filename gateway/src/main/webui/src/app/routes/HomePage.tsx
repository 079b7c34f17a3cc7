import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { newestPublicPhotosQuery } from '@/features/public-galleries/api/public-galleries';
import { PublicWall } from '@/features/public-galleries/components/PublicWall';
import { keepsGalleries, registerUrl, signInUrl, useAccount } from '@/features/session/api/session';
import { useEndReached, useItems } from './paging';

export function HomePage() {
  const { t } = useTranslation(['studio', 'common']);
  const account = useAccount();
  const query = useInfiniteQuery(newestPublicPhotosQuery);
  const photos = useItems(query.data);
  const onEndReached = useEndReached(query);
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
              <Link to="/g/$galleryId" params={{ galleryId: photo.gallery.id }} search={{ photo: photo.id }} {...props} />
            )}
            onEndReached={onEndReached}
          />
        )}
      </section>
    </div>
  );
}
