import { Button, Menu } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { useTitle } from '@/components/use-title';
import { sharesQuery } from '@/features/sharing/api/links';
import { LinkList } from '@/features/sharing/components/LinkList';
import { ForKeepers } from './ForKeepers';
import { useItems } from './paging';

export function LinksPage() {
  return (
    <ForKeepers>
      <Links />
    </ForKeepers>
  );
}

function Links() {
  const { t } = useTranslation(['studio', 'common']);
  const { gallery } = useSearch({ from: '/studio/links' });
  const query = useInfiniteQuery(sharesQuery(gallery));
  const links = useItems(query.data);
  useTitle(t('links'));
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('links')}</h1>
          <p className="page-words">
            {gallery !== undefined && links[0]
              ? t('links_for', { name: links[0].gallery_name })
              : t('links_words')}
          </p>
        </div>
        <div className="spacer" />
        {gallery !== undefined && (
          <Button variant="default" renderRoot={(props) => <Link to="/links" {...props} />}>
            {t('all_links')}
          </Button>
        )}
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && links.length === 0 ? (
        <EmptyNotice words={t('no_links')}>
          <Button renderRoot={(props) => <Link to="/galleries" {...props} />}>{t('to_galleries')}</Button>
        </EmptyNotice>
      ) : (
        <LinkList
          links={links}
          moreActions={(link) => (
            <Menu.Item
              leftSection={<Icon name="heart" size={18} />}
              renderRoot={(props) => <Link to="/links/$linkId/choices" params={{ linkId: link.id }} {...props} />}
            >
              {t('choices.open')}
            </Menu.Item>
          )}
          galleryLink={(link) => (
            <Link to="/galleries/$galleryId" params={{ galleryId: link.gallery_id }}>
              {link.gallery_name}
            </Link>
          )}
        />
      )}
      <ShowMore pages={query} />
    </div>
  );
}
