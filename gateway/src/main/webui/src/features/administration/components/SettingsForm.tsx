import { Button, Checkbox, NumberInput, Switch } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import type { PlatformSettings } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { useChangeSettings } from '../api/platform';
import { ROLES } from '../api/users';

export function SettingsForm({ settings }: { settings: PlatformSettings }) {
  const { t } = useTranslation(['admin', 'common']);
  const change = useChangeSettings();
  const form = useForm({
    initialValues: { ...settings, api_token_max_days: settings.api_token_max_days as number | string },
    validate: {
      api_token_max_days: (days) =>
        typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 3650 ? null : t('api_token_days_flaw'),
    },
    onValuesChange: () => {
      change.reset();
    },
  });
  const send = form.onSubmit((values) => {
    change.mutate({ ...values, api_token_max_days: Number(values.api_token_max_days) });
  });
  return (
    <form onSubmit={send} className="form settings" noValidate>
      <section aria-labelledby="settings-registration">
        <h2 id="settings-registration">{t('registration')}</h2>
        <Switch
          withThumbIndicator={false}
          label={t('registration_open')}
          description={t('registration_words')}
          {...form.getInputProps('registration_open', { type: 'checkbox' })}
        />
      </section>
      <section aria-labelledby="settings-factor">
        <h2 id="settings-factor">{t('second_factor')}</h2>
        <Checkbox.Group description={t('second_factor_words')} aria-labelledby="settings-factor" {...form.getInputProps('second_factor_required_for')}>
          <div className="choices">
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} label={t(`roles.${role}`)} />
            ))}
          </div>
        </Checkbox.Group>
      </section>
      <section aria-labelledby="settings-tokens">
        <h2 id="settings-tokens">{t('api_tokens')}</h2>
        <NumberInput
          label={t('api_token_days')}
          min={1}
          max={3650}
          clampBehavior="none"
          allowDecimal={false}
          hideControls
          w={180}
          {...form.getInputProps('api_token_max_days')}
        />
      </section>
      {change.isError && (
        <p className="form-problem" role="alert">
          {problemText(asProblem(change.error))}
        </p>
      )}
      <div className="settings-foot">
        <Button type="submit" loading={change.isPending}>
          {t('save')}
        </Button>
        <span role="status">{change.isSuccess && t('saved')}</span>
      </div>
    </form>
  );
}
