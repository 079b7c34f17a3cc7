import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { GalleryCards, GalleryCardsPlaceholder } from '@/features/galleries/components/GalleryCards';
import { publicGalleriesQuery } from '@/features/public-galleries/api/public-galleries';
import { useAccount } from '@/features/session/api/session';
import { useItems } from './paging';

export function ExplorePage() {
  const { t } = useTranslation(['studio', 'site', 'common']);
  const { q = '' } = useSearch({ from: '/explore' });
  const navigate = useNavigate();
  const account = useAccount();
  const query = useInfiniteQuery({ ...publicGalleriesQuery(q), placeholderData: keepPreviousData });
  const galleries = useItems(query.data);
  const search = useDebouncedCallback((words: string) => {
    void navigate({ to: '/explore', search: { q: words.trim() || undefined }, replace: true });
  }, 250);
  useTitle(t('explore'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('public_galleries')}</h1>
        <div className="spacer" />
        {account === null && (
          <TextInput
            key={q === '' ? 'empty' : 'filled'}
            type="search"
            className="explore-search"
            aria-label={t('search_public_galleries')}
            placeholder={t('site:search_hint')}
            leftSection={<Icon name="search" size={18} />}
            defaultValue={q}
            autoFocus={q !== ''}
            onChange={(event) => {
              search(event.currentTarget.value);
            }}
          />
        )}
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <GalleryCardsPlaceholder />
      ) : galleries.length === 0 ? (
        <EmptyNotice words={q === '' ? t('no_public_galleries') : t('nothing_found', { q })} />
      ) : (
        <GalleryCards
          galleries={galleries.map((gallery) => ({
            id: gallery.id,
            name: gallery.name,
            cover: gallery.cover,
            facts: [gallery.studio.name, t('photo_count', { count: gallery.photo_count })],
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
    </div>
  );
}
