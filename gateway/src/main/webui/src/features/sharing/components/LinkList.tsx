import { ActionIcon, Menu, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { showProblem } from '@/components/ui/show-problem';
import type { ShareLink } from '@/lib/api/models';
import { formatDateTime, formatNumber, formatShortDate } from '@/lib/format';
import { qrCode, useRevokeLink, useSwitchLink, writeAgain } from '../api/links';
import { CopyButton } from './CopyButton';
import { RevokeDialog } from './RevokeDialog';
import './sharing.css';

interface LinkListProps {
  readonly links: readonly ShareLink[];
  readonly galleryLink: (link: ShareLink) => ReactNode;
  /** More entries of a link's menu, for what other features make of it. */
  readonly moreActions?: (link: ShareLink) => ReactNode;
}

/** Every share there was: to whom, what, how it was used, and what it still is. */
export function LinkList({ links, galleryLink, moreActions }: LinkListProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const [revoking, setRevoking] = useState<ShareLink | null>(null);
  const revoke = useRevokeLink();
  return (
    <>
      <div className="link-table" role="table" aria-label={t('share_history')}>
        <div role="rowgroup" className="link-head">
          <div role="row">
            {(['gallery', 'recipient', 'access', 'views_head', 'downloads_head', 'state', 'created', 'actions'] as const).map(
              (column) => (
                <span role="columnheader" key={column} data-column={column}>
                  {t(`link_columns.${column}`)}
                </span>
              ),
            )}
          </div>
        </div>
        <div role="rowgroup">
          {links.map((link) => (
            <div role="row" key={link.id} className="link-line" data-link-id={link.id} data-state={link.state}>
              <span role="cell" data-column="gallery">
                {galleryLink(link)}
                {link.message && <span className="link-message">{link.message}</span>}
              </span>
              <span role="cell" data-column="recipient">
                {link.recipient_email === null ? (
                  t('anyone')
                ) : (
                  <span className="link-address" title={link.recipient_email}>
                    {link.recipient_email}
                  </span>
                )}
                <span className="link-quiet">{t('sent_by', { name: link.created_by.username })}</span>
              </span>
              <span role="cell" data-column="access">
                {t(`access_short.${link.access_level}`)}
                {link.has_password && (
                  <span className="link-quiet link-lock">
                    <Icon name="lock" size={14} />
                    {t('with_password')}
                  </span>
                )}
                {link.has_pin && (
                  <span className="link-quiet link-lock">
                    <Icon name="lock" size={14} />
                    {t('with_pin')}
                  </span>
                )}
              </span>
              <span role="cell" data-column="views_head" className="numbers">
                <span className="link-label">{t('link_columns.views_head')}</span>
                {link.max_views === null
                  ? formatNumber(link.views, i18n.language)
                  : t('of', {
                      some: formatNumber(link.views, i18n.language),
                      all: formatNumber(link.max_views, i18n.language),
                    })}
                <span className="link-quiet">{t('visitors', { count: link.visitors })}</span>
              </span>
              <span role="cell" data-column="downloads_head" className="numbers">
                <span className="link-label">{t('link_columns.downloads_head')}</span>
                {link.access_level === 'full' ? formatNumber(link.downloads, i18n.language) : '–'}
              </span>
              <span role="cell" data-column="state">
                <span className="link-state">{t(`link_states.${link.state}`)}</span>
                <span className="link-quiet">{until(link)}</span>
              </span>
              <span role="cell" data-column="created" className="numbers">
                {formatShortDate(link.created_at, i18n.language)}
                {link.last_viewed_at && (
                  <span className="link-quiet" title={formatDateTime(link.last_viewed_at, i18n.language)}>
                    {t('last_seen', { date: formatShortDate(link.last_viewed_at, i18n.language) })}
                  </span>
                )}
              </span>
              <span role="cell" data-column="actions">
                {link.state !== 'revoked' && (
                  <LinkActions
                    link={link}
                    more={moreActions?.(link)}
                    onRevoke={() => {
                      setRevoking(link);
                    }}
                  />
                )}
              </span>
            </div>
          ))}
        </div>
      </div>
      <RevokeDialog
        link={revoking}
        busy={revoke.isPending}
        onClose={() => {
          setRevoking(null);
        }}
        onRevoke={(link) => {
          revoke.mutate(link.id, {
            onSuccess: () => {
              setRevoking(null);
            },
            onError: showProblem,
          });
        }}
      />
    </>
  );

  function until(link: ShareLink): string {
    if (link.state === 'revoked') return '';
    if (link.expires_at === null) return t('never_expires');
    const date = formatShortDate(link.expires_at, i18n.language);
    return link.state === 'expired' ? t('since', { date }) : t('until', { date });
  }
}

function LinkActions({ link, more, onRevoke }: { link: ShareLink; more: ReactNode; onRevoke: () => void }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const toggle = useSwitchLink();
  const on = toggle.isPending ? toggle.variables.on : link.is_active;
  return (
    <span className="link-actions">
      <CopyButton value={link.url} compact />
      <Switch
        withThumbIndicator={false}
        aria-label={t('link_on')}
        title={t('link_on')}
        checked={on}
        onChange={(event) => {
          toggle.mutate({ id: link.id, on: event.currentTarget.checked }, { onError: showProblem });
        }}
      />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} aria-label={t('more_about_link')}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {more}
          {link.recipient_email !== null && link.state === 'active' && (
            <Menu.Item
              leftSection={<Icon name="mail" size={18} />}
              onClick={() => {
                writeAgain(link.id, i18n.language === 'de' ? 'de' : 'en').then(() => {
                  notifications.show({ message: t('sent_again') });
                }, showProblem);
              }}
            >
              {t('send_again')}
            </Menu.Item>
          )}
          <Menu.Item
            component="a"
            href={qrCode(link.id)}
            target="_blank"
            rel="noreferrer"
            leftSection={<Icon name="library" size={18} />}
          >
            {t('show_qr')}
          </Menu.Item>
          <Menu.Item component="a" href={link.url} target="_blank" rel="noreferrer" leftSection={<Icon name="eye" size={18} />}>
            {t('open_link')}
          </Menu.Item>
          <Menu.Item className="danger-item" onClick={onRevoke} leftSection={<Icon name="trash" size={18} />}>
            {t('revoke')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
