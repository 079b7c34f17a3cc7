import { ActionIcon, Button, Popover } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { showProblem } from '@/components/ui/show-problem';
import type { Notice } from '@/lib/api/models';
import { formatNumber } from '@/lib/format';
import { noticesQuery, useReadNotices } from '../api/notices';
import { NoticeFeed } from './NoticeFeed';
import './notices.css';

interface NoticeBellProps {
  readonly gallery: (notice: Notice) => ReactNode;
  /** The way to all of them and to what one chose. */
  readonly all: (words: string) => ReactNode;
}

const SHOWN = 8;
const COUNTED = 99;

export function NoticeBell({ gallery, all }: NoticeBellProps) {
  const { t, i18n } = useTranslation('clients');
  const [opened, setOpened] = useState(false);
  const query = useInfiniteQuery(noticesQuery);
  const read = useReadNotices();
  const first = query.data?.pages[0];
  const unread = first?.unread ?? 0;
  const close = () => {
    setOpened(false);
  };
  return (
    <Popover position="bottom-end" width={380} shadow="md" trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <ActionIcon
          className="bell"
          size={44}
          aria-label={unread === 0 ? t('notices') : t('notices_unread', { count: unread })}
          onClick={() => {
            setOpened((shown) => !shown);
          }}
        >
          <Icon name="bell" size={22} />
          {unread > 0 && (
            <span className="bell-count numbers" aria-hidden="true">
              {unread > COUNTED ? `${String(COUNTED)}+` : formatNumber(unread, i18n.language)}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} className="bell-list" aria-label={t('notices')}>
        <div className="bell-head">
          <strong>{t('notices')}</strong>
          {unread > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={read.isPending}
              onClick={() => {
                read.mutate(undefined, { onError: showProblem });
              }}
            >
              {t('mark_all_read')}
            </Button>
          )}
        </div>
        <div className="bell-body" onClick={closeAtLink(close)}>
          {first?.items.length === 0 && <p className="form-note bell-empty">{t('no_notices')}</p>}
          <NoticeFeed
            notices={first?.items.slice(0, SHOWN) ?? []}
            gallery={gallery}
            onRead={(notice) => {
              read.mutate([notice.id], { onError: showProblem });
            }}
          />
        </div>
        <div className="bell-foot" onClick={closeAtLink(close)}>
          {all(t('all_notices'))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Links are worked by themselves; here the list only goes out of the way. */
const closeAtLink = (close: () => void) => (event: MouseEvent) => {
  if (event.target instanceof Element && event.target.closest('a')) close();
};
