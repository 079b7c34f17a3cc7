import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { GALLERY_SORTS, galleriesQuery, useCreateGallery } from '@/features/galleries/api/galleries';
import { GalleryCards, GalleryCardsPlaceholder } from '@/features/galleries/components/GalleryCards';
import { GalleryDialog } from '@/features/galleries/components/GalleryDialog';
import { keepsGalleries, useAccount } from '@/features/session/api/session';
import type { Dropped } from '@/features/uploads/api/files';
import { DropTarget } from '@/features/uploads/components/DropTarget';
import { formatShortDate } from '@/lib/format';
import { useItems } from './paging';
import { useAddPhotos } from './use-add-photos';

/** The studio's galleries, and those that others share; whoever has no studio has only these. */
export function GalleriesPage() {
  return <Galleries keeper={keepsGalleries(useAccount())} />;
}

function Galleries({ keeper }: { keeper: boolean }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const { q = '', sort = 'newest', archived = false, ...search } = useSearch({ from: '/studio/galleries' });
  const shared = search.shared === true || !keeper;
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...galleriesQuery(q, sort, archived, shared), placeholderData: keepPreviousData });
  const galleries = useItems(query.data);
  const create = useCreateGallery();
  const addPhotos = useAddPhotos();
  const [creating, setCreating] = useState(false);
  const [dropped, setDropped] = useState<Dropped | null>(null);
  useTitle(t('galleries'));

  const onDrop = useCallback((files: Dropped) => {
    setDropped(files);
    setCreating(true);
  }, []);
  const newGallery = (
    <Button
      onClick={() => {
        setDropped(null);
        setCreating(true);
      }}
    >
      {t('new_gallery')}
    </Button>
  );

  return (
    <div className="page">
      {!shared && <DropTarget words={t('drop_for_new_gallery')} onDrop={onDrop} />}
      <div className="page-head">
        <h1>{t(shared ? 'people.shared_with_me' : 'galleries')}</h1>
        <div className="spacer" />
        {keeper && (
          <SegmentedControl
            aria-label={t('people.whose')}
            value={shared ? 'shared' : 'own'}
            data={[
              { value: 'own', label: t('people.own') },
              { value: 'shared', label: t('people.shared') },
            ]}
            onChange={(value) => {
              void navigate({ to: '.', search: (before) => ({ ...before, shared: value === 'shared' ? true : undefined }) });
            }}
          />
        )}
        <Button
          variant={archived ? 'light' : 'default'}
          aria-pressed={archived}
          onClick={() => {
            void navigate({ to: '.', search: (before) => ({ ...before, archived: archived ? undefined : true }) });
          }}
        >
          {t('archived_galleries')}
        </Button>
        <NativeSelect
          aria-label={t('sort_galleries')}
          value={sort}
          data={GALLERY_SORTS.map((value) => ({ value, label: t(`gallery_sorts.${value}`) }))}
          onChange={(event) => {
            const chosen = GALLERY_SORTS.find((one) => one === event.currentTarget.value);
            void navigate({ to: '.', search: (before) => ({ ...before, sort: chosen === 'newest' ? undefined : chosen }) });
          }}
        />
        {!shared && newGallery}
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <GalleryCardsPlaceholder />
      ) : galleries.length === 0 ? (
        q === '' ? (
          <EmptyNotice
            words={t(archived ? 'no_archived_galleries' : shared ? 'people.nothing_shared' : 'no_galleries')}
          />
        ) : (
          <EmptyNotice words={t('nothing_found', { q })} />
        )
      ) : (
        <GalleryCards
          galleries={galleries.map((gallery) => ({
            id: gallery.id,
            name: gallery.name,
            cover: gallery.cover,
            facts: [
              ...(shared
                ? [
                    gallery.studio.name === ''
                      ? t('people.from_somebody')
                      : t('people.from', { studio: gallery.studio.name }),
                    ...(gallery.permission === 'owner' ? [] : [t(`people.levels.${gallery.permission}`)]),
                  ]
                : []),
              formatShortDate(gallery.event_date ?? gallery.created_at, i18n.language),
              t('photo_count', { count: gallery.photo_count }),
            ],
            isPublic: gallery.is_public,
            failed: gallery.failed_count,
          }))}
          link={(gallery, children) => (
            <Link to="/galleries/$galleryId" params={{ galleryId: gallery.id }}>
              {children}
            </Link>
          )}
        />
      )}
      <ShowMore pages={query} />
      <GalleryDialog
        opened={creating}
        title={t('new_gallery')}
        submit={t('create_gallery')}
        initial={{ name: dropped?.folder ?? '', description: null, is_public: false }}
        note={dropped ? t('files_waiting', { count: dropped.files.length }) : undefined}
        onClose={() => {
          setCreating(false);
        }}
        onSubmit={async (fields) => {
          const gallery = await create.mutateAsync(fields);
          if (dropped) addPhotos(dropped.files, gallery.id);
          void navigate({ to: '/galleries/$galleryId', params: { galleryId: gallery.id } });
        }}
      />
    </div>
  );
}
