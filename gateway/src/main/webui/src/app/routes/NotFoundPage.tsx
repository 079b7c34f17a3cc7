import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/use-title';

export function NotFoundPage() {
  const { t } = useTranslation(['studio', 'common']);
  useTitle(t('not_found_title'));
  return (
    <div className="plain-page">
      <h1 className="display">{t('not_found_title')}</h1>
      <p>{t('not_found_words')}</p>
      <div className="plain-actions">
        <Button renderRoot={(props) => <Link to="/" {...props} />}>{t('home')}</Button>
      </div>
    </div>
  );
}
