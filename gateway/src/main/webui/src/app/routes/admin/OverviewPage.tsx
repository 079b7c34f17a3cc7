import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/use-title';
import { SECTIONS } from './sections';

export function OverviewPage() {
  const { t } = useTranslation(['admin', 'common']);
  useTitle(t('admin'));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('admin')}</h1>
          <p className="page-words">{t('admin_words')}</p>
        </div>
      </div>
      <div className="admin-cards">
        {SECTIONS.map((section) => (
          <Link key={section} to={`/admin/${section}`}>
            <strong>{t(`sections.${section}`)}</strong>
            <span>{t(`section_words.${section}`)}</span>
          </Link>
        ))}
      </div>
    </>
  );
}
