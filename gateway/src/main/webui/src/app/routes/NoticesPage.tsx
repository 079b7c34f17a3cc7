import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { showProblem } from '@/components/ui/show-problem';
import { useTitle } from '@/components/use-title';
import { noticeSettingsQuery, noticesQuery, useReadNotices } from '@/features/notices/api/notices';
import { NoticeChoices } from '@/features/notices/components/NoticeChoices';
import { NoticeFeed } from '@/features/notices/components/NoticeFeed';
import { NoticeGallery } from './NoticeGallery';
import { useItems } from './paging';

/** What one was told, and how one wants to be. */
export function NoticesPage() {
  const { t } = useTranslation(['clients', 'common']);
  const query = useInfiniteQuery(noticesQuery);
  const notices = useItems(query.data);
  const settings = useQuery(noticeSettingsQuery);
  const read = useReadNotices();
  const unread = query.data?.pages[0]?.unread ?? 0;
  useTitle(t('notices'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('notices')}</h1>
        <div className="spacer" />
        {unread > 0 && (
          <Button
            variant="default"
            loading={read.isPending}
            onClick={() => {
              read.mutate(undefined, { onError: showProblem });
            }}
          >
            {t('mark_all_read')}
          </Button>
        )}
      </div>
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && notices.length === 0 && <p className="form-note">{t('no_notices')}</p>}
      <NoticeFeed
        notices={notices}
        gallery={(notice) => <NoticeGallery notice={notice} />}
        onRead={(notice) => {
          read.mutate([notice.id], { onError: showProblem });
        }}
      />
      <ShowMore pages={query} />
      <section className="page-part" aria-labelledby="choices">
        <h2 id="choices">{t('notice_choices')}</h2>
        <p className="form-note">{t('notice_choices_words')}</p>
        {settings.isError && <ProblemNotice error={settings.error} onRetry={() => void settings.refetch()} />}
        {settings.data && <NoticeChoices settings={settings.data.items} />}
      </section>
    </div>
  );
}
