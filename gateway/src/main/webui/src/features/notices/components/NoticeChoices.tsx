import { NativeSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { NoticeSetting } from '@/lib/api/models';
import { useChooseNotices } from '../api/notices';
import './notices.css';

const TIMES = ['immediately', 'daily', 'off'] as const;

/** How one is told of things of each kind; what is chosen holds at once. */
export function NoticeChoices({ settings }: { settings: readonly NoticeSetting[] }) {
  const { t } = useTranslation('clients');
  const choose = useChooseNotices();
  const change = (setting: NoticeSetting) => {
    choose.mutate(setting, { onError: showProblem });
  };
  return (
    <ul className="notice-choices">
      {settings.map((setting) => (
        <li key={setting.kind}>
          <div role="group" className="notice-choice" aria-label={t(`notice_kinds.${setting.kind}`)}>
            <span className="notice-kind">{t(`notice_kinds.${setting.kind}`)}</span>
            <Switch
              withThumbIndicator={false}
              label={t('in_app')}
              checked={setting.in_app}
              onChange={(event) => {
                change({ ...setting, in_app: event.currentTarget.checked });
              }}
            />
            <NativeSelect
              aria-label={t('by_mail')}
              value={setting.mail}
              data={TIMES.map((time) => ({ value: time, label: t(`mail_times.${time}`) }))}
              onChange={(event) => {
                change({ ...setting, mail: event.currentTarget.value as NoticeSetting['mail'] });
              }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
