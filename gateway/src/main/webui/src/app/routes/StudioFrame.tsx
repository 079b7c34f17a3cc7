import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '@/components/photo/Icon';
import { NoticeBell } from '@/features/notices/components/NoticeBell';
import { isAdmin, keepsGalleries } from '@/features/session/api/session';
import { AccountMenu } from '@/features/session/components/AccountMenu';
import type { Account } from '@/lib/api/models';
import { CommandPalette } from './CommandPalette';
import { GallerySearch } from './GallerySearch';
import { NoticeGallery } from './NoticeGallery';

interface StudioFrameProps {
  readonly account: Account;
  readonly tray?: ReactNode;
  readonly children: ReactNode;
}

export function StudioFrame({ account, tray, children }: StudioFrameProps) {
  const { t } = useTranslation(['studio', 'clients', 'common']);
  const keeper = keepsGalleries(account);
  return (
    <div className="studio">
      <a className="skip-link" href="#main">
        {t('skip_to_content')}
      </a>
      <nav className="rail" aria-label={t('main_navigation')}>
        <Link to="/" className="rail-mark" aria-label={t('home')}>
          <Icon name="mark" size={34} />
        </Link>
        <RailLink to="/galleries" icon="galleries" words={t('galleries')} />
        {keeper && <RailLink to="/library" icon="library" words={t('library')} />}
        {keeper && <RailLink to="/clients" icon="clients" words={t('clients:clients')} />}
        {keeper && <RailLink to="/links" icon="links" words={t('links')} />}
        {keeper && <RailLink to="/insights" icon="insights" words={t('clients:insights')} />}
        <RailLink to="/explore" icon="explore" words={t('explore')} />
        {isAdmin(account) && <RailLink to="/admin" icon="settings" words={t('administration')} />}
      </nav>
      <div className="studio-page">
        <header className="studio-head">
          <GallerySearch own={keeper} />
          <div className="spacer" />
          {tray}
          <NoticeBell
            gallery={(notice) => <NoticeGallery notice={notice} />}
            all={(words) => <Link to="/notices">{words}</Link>}
          />
          <AccountMenu account={account} />
        </header>
        {keeper && <CommandPalette account={account} />}
        <main id="main" className="studio-main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function RailLink({
  to,
  icon,
  words,
}: {
  to: '/galleries' | '/library' | '/clients' | '/links' | '/insights' | '/explore' | '/admin';
  icon: IconName;
  words: string;
}) {
  return (
    <Link to={to} className="rail-link" data-to={to} activeProps={{ 'data-active': 'true' }}>
      <Icon name={icon} size={22} />
      {words}
    </Link>
  );
}
