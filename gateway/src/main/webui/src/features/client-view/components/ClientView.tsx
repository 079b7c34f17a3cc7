import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import { sharedGalleryQuery } from '../api/shared-gallery';
import { LinkOver } from './LinkOver';
import { PasswordPage } from './PasswordPage';
import { SharedGalleryPage } from './SharedGalleryPage';
import './client-view.css';

/** What a client sees behind a link: the photographs, or why there are none. */
export function ClientView({ token }: { token: string }) {
  const { t } = useTranslation(['view', 'common']);
  const query = useQuery(sharedGalleryQuery(token));
  const name = query.data?.gallery.name;
  useEffect(() => {
    document.title = name ?? 'Vitrine';
  }, [name]);

  if (query.data) return <SharedGalleryPage token={token} shared={query.data} />;
  if (!query.isError) return <div className="waiting" role="status" aria-label={t('opening')} />;
  const problem = asProblem(query.error);
  const again = () => void query.refetch();
  if (problem.slug === 'password-required') return <PasswordPage token={token} onUnlocked={again} />;
  return <LinkOver token={token} problem={problem} onRetry={again} />;
}
