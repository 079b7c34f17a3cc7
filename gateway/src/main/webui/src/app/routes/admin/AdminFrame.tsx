import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '@/features/administration/components/administration.css';
import { isAdmin, useAccount } from '@/features/session/api/session';
import { NotFoundPage } from '../NotFoundPage';
import { SECTIONS } from './sections';

/** Around the admin pages; for everybody else they do not exist. */
export function AdminFrame() {
  const { t } = useTranslation(['admin', 'common']);
  if (!isAdmin(useAccount())) return <NotFoundPage />;
  return (
    <div className="page">
      <nav className="admin-nav" aria-label={t('admin')}>
        {SECTIONS.map((section) => (
          <Link key={section} to={`/admin/${section}`} activeProps={{ 'data-active': 'true' }}>
            {t(`sections.${section}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </div>
  );
}
