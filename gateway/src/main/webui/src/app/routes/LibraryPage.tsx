import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { libraryQuery } from '@/features/photos/api/photos';
import type { Dropped } from '@/features/uploads/api/files';
import { AddPhotos } from '@/features/uploads/components/AddPhotos';
import { DropTarget } from '@/features/uploads/components/DropTarget';
import { ForKeepers } from './ForKeepers';
import { RowHeight, useRowHeight } from './RowHeight';
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

function Library() {
  const { t } = useTranslation(['studio', 'common']);
  const query = useInfiniteQuery(libraryQuery());
  const addPhotos = useAddPhotos();
  const [rowHeight, setRowHeight] = useRowHeight();
  const onEndReached = useEndReached(query);
  const wall = useWall(useItems(query.data), everyUpload, null);
  const onFiles = useCallback((files: File[]) => { addPhotos(files, null); }, [addPhotos]);
  const onDrop = useCallback((dropped: Dropped) => { onFiles(dropped.files); }, [onFiles]);
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
        <AddPhotos onFiles={onFiles} />
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : empty ? (
        <EmptyNotice words={t('library_empty')} />
      ) : (
        <>
          <div className="wall-head">
            <RowHeight value={rowHeight} onChange={setRowHeight} />
          </div>
          <StudioWall wall={wall} label={t('library')} rowHeight={rowHeight} onEndReached={onEndReached} />
        </>
      )}
    </div>
  );
}
