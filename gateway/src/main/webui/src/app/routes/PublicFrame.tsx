import { Button } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { registerUrl, signInUrl } from '@/features/session/api/session';
import { PreferencesMenu } from '@/features/session/components/AccountMenu';

export function PublicFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['studio', 'site', 'common']);
  const here = useRouterState({ select: (state) => state.location.href });
  // The home page invites by itself, and larger.
  const invites = useRouterState({ select: (state) => state.location.pathname === '/' });
  return (
    <div className="public">
      <a className="skip-link" href="#main">
        {t('skip_to_content')}
      </a>
      <header className="public-head">
        <Link to="/" className="brand">
          <Icon name="mark" size={28} />
          Vitrine
        </Link>
        <nav aria-label={t('main_navigation')}>
          <Link to="/explore" className="public-link" activeProps={{ 'data-active': 'true' }}>
            {t('explore')}
          </Link>
          <Link to="/features" className="public-link public-link-wide" activeProps={{ 'data-active': 'true' }}>
            {t('site:features')}
          </Link>
          <Link to="/pricing" className="public-link public-link-wide" activeProps={{ 'data-active': 'true' }}>
            {t('site:pricing')}
          </Link>
        </nav>
        <div className="spacer" />
        <PreferencesMenu />
        {!invites && (
          <>
            <Button variant="default" component="a" href={signInUrl(here)}>
              {t('sign_in')}
            </Button>
            <Button className="public-register" component="a" href={registerUrl()}>
              {t('create_account')}
            </Button>
          </>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="public-foot">
        <Link to="/about">{t('about')}</Link>
        <Link to="/explore">{t('explore')}</Link>
        <Link to="/features">{t('site:features')}</Link>
        <Link to="/pricing">{t('site:pricing')}</Link>
      </footer>
    </div>
  );
}
