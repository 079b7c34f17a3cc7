import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { Confirm } from '@/components/ui/Confirm';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { showProblem } from '@/components/ui/show-problem';
import { useTitle } from '@/components/use-title';
import { binQuery, deleteForGood, emptyBin, restoreFromBin } from '@/features/bin/api/bin';
import { BinItems } from '@/features/bin/components/BinItems';
import { SelectionBar } from '@/features/photos/components/SelectionBar';
import { ForKeepers } from './ForKeepers';
import { useItems } from './paging';

export function BinPage() {
  return (
    <ForKeepers>
      <Bin />
    </ForKeepers>
  );
}

function Bin() {
  const { t } = useTranslation(['studio', 'common']);
  const client = useQueryClient();
  const query = useInfiniteQuery(binQuery());
  const items = useItems(query.data);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<'some' | 'everything' | null>(null);
  useTitle(t('bin'));

  const chosen = items.filter((item) => picked.has(item.id));
  const choice = {
    photos: chosen.filter((item) => item.kind === 'photo').map((item) => item.id),
    galleries: chosen.filter((item) => item.kind === 'gallery').map((item) => item.id),
  };
  const refresh = () => {
    setPicked(new Set());
    setAsking(null);
    for (const key of ['gallery', 'galleries', 'library', 'shares', 'public']) {
      void client.invalidateQueries({ queryKey: [key] });
    }
    return client.invalidateQueries({ queryKey: binQuery().queryKey });
  };
  const restore = useMutation({
    mutationFn: () => restoreFromBin(choice),
    onSuccess: () => {
      notifications.show({ message: t('restored') });
      return refresh();
    },
    onError: showProblem,
  });
  const remove = useMutation({
    mutationFn: () => (asking === 'everything' ? emptyBin() : deleteForGood(choice)),
    onSuccess: refresh,
  });
  return (
    <div className="page">
      <Link to="/library" className="page-back">
        <Icon name="back" size={16} />
        {t('library')}
      </Link>
      <div className="page-head">
        <div>
          <h1>{t('bin')}</h1>
          <p className="page-words">{t('bin_words')}</p>
        </div>
        <div className="spacer" />
        {items.length > 0 && (
          <Button
            variant="default"
            onClick={() => {
              setAsking('everything');
            }}
          >
            {t('empty_bin')}
          </Button>
        )}
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && items.length === 0 ? (
        <EmptyNotice words={t('bin_empty')} />
      ) : (
        <BinItems
          items={items}
          chosen={picked}
          onChoose={(id) => {
            const next = new Set(picked);
            if (!next.delete(id)) next.add(id);
            setPicked(next);
          }}
        />
      )}
      <ShowMore pages={query} />
      <SelectionBar
        count={chosen.length}
        onClear={() => {
          setPicked(new Set());
        }}
      >
        <button
          type="button"
          onClick={() => {
            restore.mutate();
          }}
        >
          {t('restore')}
        </button>
        <button
          type="button"
          onClick={() => {
            setAsking('some');
          }}
        >
          {t('delete_for_good')}
        </button>
      </SelectionBar>
      <Confirm
        opened={asking !== null}
        title={t(asking === 'some' ? 'delete_for_good' : 'empty_bin')}
        words={asking === 'some' ? t('delete_for_good_words', { count: chosen.length }) : t('empty_bin_words')}
        action={t('delete_for_good')}
        cancel={t('cancel')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          remove.reset();
          setAsking(null);
        }}
        onConfirm={() => {
          remove.mutate();
        }}
      />
    </div>
  );
}
