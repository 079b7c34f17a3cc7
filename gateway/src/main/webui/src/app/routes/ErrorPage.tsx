import { Button } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';

export function ErrorPage({ error, reset }: Partial<ErrorComponentProps>) {
  const { t } = useTranslation(['studio', 'common']);
  const router = useRouter();
  return (
    <div className="plain-page">
      <h1 className="display">{t('error_title')}</h1>
      <p>{problemText(asProblem(error))}</p>
      <div className="plain-actions">
        <Button
          onClick={() => {
            reset?.();
            void router.invalidate();
          }}
        >
          {t('common:try_again')}
        </Button>
        <Button variant="default" component="a" href="/">
          {t('home')}
        </Button>
      </div>
    </div>
  );
}
