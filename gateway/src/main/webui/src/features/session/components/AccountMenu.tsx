import { ActionIcon, Avatar, Popover, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { asProblem } from '@/lib/api/problem';
import type { Account } from '@/lib/api/models';
import { type Language, chooseLanguage } from '@/lib/i18n';
import { problemText } from '@/lib/i18n/problem-text';
import { accountPagesUrl, isAdmin, signOut } from '../api/session';

export function AccountMenu({ account }: { account: Account }) {
  const { t } = useTranslation(['studio', 'clients', 'site', 'common']);
  const name = account.studio?.name ?? account.username;
  const leave = () => {
    signOut().catch((error: unknown) => {
      notifications.show({ color: 'red', message: problemText(asProblem(error)) });
    });
  };
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className="account-button" aria-label={t('account_of', { name: account.username })}>
          <Avatar color="sand" size={32} name={name} className="account-avatar">
            {initials(name)}
          </Avatar>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('account')}>
        <div className="account-who">
          <strong>{name}</strong>
          <span>{account.username}</span>
          <span>{account.email}</span>
        </div>
        <hr className="account-line" />
        <Preferences />
        <hr className="account-line" />
        <a className="account-entry" href={accountPagesUrl()}>
          {t('your_account')}
        </a>
        <a className="account-entry" href="/notices">
          {t('clients:notices')}
        </a>
        {account.studio !== null && (
          <>
          <a className="account-entry" href="/studio/members">
            {t('studio_members')}
          </a>
          <a className="account-entry" href="/studio/access">
            {t('people.all')}
          </a>
          <a className="account-entry" href="/studio/branding">
            {t('site:branding')}
          </a>
          <a className="account-entry" href="/studio/delivery">
            {t('delivery')}
          </a>
          </>
        )}
        {isAdmin(account) && (
          <a className="account-entry" href="/admin">
            {t('administration')}
          </a>
        )}
        <a className="account-entry" href="/about">
          {t('about')}
        </a>
        <button type="button" className="account-entry" onClick={leave}>
          {t('sign_out')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}

export function PreferencesMenu() {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Popover position="bottom-end" width={280} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon aria-label={t('preferences')}>
          <Icon name="settings" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t('preferences')}>
        <Preferences />
      </Popover.Dropdown>
    </Popover>
  );
}

function Preferences() {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Choice words={t('theme')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('theme')}
          value={colorScheme}
          onChange={(value) => {
            setColorScheme(value as typeof colorScheme);
          }}
          data={[
            { value: 'light', label: t('theme_light') },
            { value: 'dark', label: t('theme_dark') },
            { value: 'auto', label: t('theme_auto') },
          ]}
        />
      </Choice>
      <Choice words={t('language')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('language')}
          value={i18n.language}
          onChange={(value) => void chooseLanguage(value as Language)}
          data={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
        />
      </Choice>
    </>
  );
}

function Choice({ words, children }: { words: string; children: ReactNode }) {
  return (
    <div className="preference">
      <span>{words}</span>
      {children}
    </div>
  );
}

const initials = (name: string): string =>
  name
    .split(/[\s_-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]!.toUpperCase())
    .join('');
