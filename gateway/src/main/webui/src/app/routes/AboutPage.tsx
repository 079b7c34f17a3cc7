import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/use-title';

export function AboutPage() {
  const { t } = useTranslation(['studio', 'common']);
  useTitle(t('about'));
  return (
    <article className="prose">
      <h1 className="display">{t('about_title')}</h1>
      <p className="lead">{t('about_lead')}</p>
      <h2>{t('about_studio_title')}</h2>
      <p>{t('about_studio')}</p>
      <h2>{t('about_clients_title')}</h2>
      <p>{t('about_clients')}</p>
      <h2>{t('about_keys_title')}</h2>
      <dl className="keys">
        {(['arrows', 'enter', 'space', 'shift', 'all', 'order', 'delete', 'info', 'search'] as const).map((key) => (
          <div key={key}>
            <dt>{t(`keys.${key}.key`)}</dt>
            <dd>{t(`keys.${key}.does`)}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
