import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { galleryQuery } from '@/features/galleries/api/galleries';
import { type LibraryFilter, isNarrowed, readFilter } from '@/features/library/api/filter';
import { allFound, libraryQuery } from '@/features/library/api/library';
import { LibraryFilters, LibraryOrder } from '@/features/library/components/LibraryFilters';
import { LibrarySearch } from '@/features/library/components/LibrarySearch';
import '@/features/library/components/library.css';
import type { Dropped } from '@/features/uploads/api/files';
import { AddPhotos } from '@/features/uploads/components/AddPhotos';
import { DropTarget } from '@/features/uploads/components/DropTarget';
import { ForKeepers } from './ForKeepers';
import { RowHeight, useRowHeight } from './RowHeight';
import { ShareSelection } from './ShareSelection';
import { StudioWall } from './StudioWall';
import { useEndReached, useItems } from './paging';
import { useAddPhotos } from './use-add-photos';
import { useWall } from './wall-items';

export function LibraryPage() {
  return (
    <ForKeepers>
      <Library />
    </ForKeepers>
  );
}

const everyUpload = () => true;
const noUpload = () => false;

function Library() {
  const { t } = useTranslation(['studio', 'common']);
  const search = useSearch({ from: '/studio/library' });
  const filter = useMemo(() => readFilter({ ...search }), [search]);
  const narrowed = isNarrowed(filter);
  const navigate = useNavigate();
  const query = useInfiniteQuery({ ...libraryQuery(filter), placeholderData: keepPreviousData });
  const gallery = useQuery({ ...galleryQuery(filter.gallery ?? ''), enabled: filter.gallery !== undefined });
  const addPhotos = useAddPhotos();
  const [rowHeight, setRowHeight] = useRowHeight();
  const onEndReached = useEndReached(query);
  // What is being uploaded stands before everything, but is not what was searched.
  const wall = useWall(useItems(query.data), narrowed ? noUpload : everyUpload, null);
  const onFiles = useCallback((files: File[]) => { addPhotos(files, null); }, [addPhotos]);
  const onDrop = useCallback((dropped: Dropped) => { onFiles(dropped.files); }, [onFiles]);
  const onFilter = useCallback(
    (change: Partial<LibraryFilter>) => {
      void navigate({ to: '/library', search: { ...filter, ...change }, replace: true });
    },
    [navigate, filter],
  );
  useTitle(t('library'));
  const empty = query.isSuccess && wall.items.length === 0 && !query.hasNextPage;
  return (
    <div className="page">
      <DropTarget words={t('drop_into_library')} onDrop={onDrop} />
      <div className="page-head">
        <div>
          <h1>{t('library')}</h1>
          <p className="page-words">{t('library_words')}</p>
        </div>
        <div className="spacer" />
        <Button variant="default" leftSection={<Icon name="trash" size={18} />} renderRoot={(props) => <Link to="/library/bin" {...props} />}>
          {t('bin')}
        </Button>
        <AddPhotos onFiles={onFiles} />
      </div>
      <div className="library-tools" role="search" aria-label={t('search_library')}>
        <LibrarySearch filter={filter} onFilter={onFilter} />
        <LibraryOrder filter={filter} onFilter={onFilter} />
        <LibraryFilters
          filter={filter}
          galleryName={gallery.data?.name}
          onFilter={onFilter}
          onReset={() => void navigate({ to: '/library', search: { sort: filter.sort }, replace: true })}
        />
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : empty ? (
        <EmptyNotice words={narrowed ? t('no_photo_found') : t('library_empty')} />
      ) : (
        <>
          <div className="wall-head">
            <RowHeight value={rowHeight} onChange={setRowHeight} />
          </div>
          <StudioWall
            wall={wall}
            label={t('library')}
            rowHeight={rowHeight}
            onEndReached={onEndReached}
            everything={() => allFound(filter)}
            actions={(ids, clear) => <ShareSelection ids={ids} onDone={clear} />}
          />
        </>
      )}
    </div>
  );
}
