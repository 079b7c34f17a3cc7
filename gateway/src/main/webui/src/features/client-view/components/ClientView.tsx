import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageBrand } from '@/components/brand/use-page-brand';
import { asProblem } from '@/lib/api/problem';
import { brandOf } from '@/lib/branding';
import { sharedGalleryQuery } from '../api/shared-gallery';
import { OfflineMark } from '../offline/OfflineMark';
import { takesBack } from '../offline/kept';
import { forgetLink } from '../offline/worker-client';
import { LinkOver } from './LinkOver';
import { PasswordPage } from './PasswordPage';
import { SharedGalleryPage } from './SharedGalleryPage';
import './client-view.css';

/** What a client sees behind a link: the photographs, or why there are none. */
export function ClientView({ token }: { token: string }) {
  const { t } = useTranslation(['view', 'common']);
  const query = useQuery(sharedGalleryQuery(token));
  const name = query.data?.gallery.name;
  const problem = query.isError ? asProblem(query.error) : null;
  const brand = query.data?.studio ?? (problem && brandOf(problem.facts));
  usePageBrand(brand?.branding ?? null);
  useEffect(() => {
    document.title = name ?? 'Vitrine';
  }, [name]);

  const takenBack = problem !== null && takesBack(`/api/view/${token}`, problem.status, problem.slug);
  useEffect(() => {
    if (takenBack) forgetLink();
  }, [takenBack]);

  // What was shown before stays while the present cannot be had, but not when it was taken back.
  if (query.data && !takenBack) {
    return (
      <>
        <OfflineMark token={token} />
        <SharedGalleryPage token={token} shared={query.data} onOver={() => void query.refetch()} />
      </>
    );
  }
  if (problem === null) return <div className="waiting" role="status" aria-label={t('opening')} />;
  const again = () => void query.refetch();
  if (problem.slug === 'password-required') return <PasswordPage token={token} brand={brand} onUnlocked={again} />;
  return <LinkOver token={token} brand={brand} problem={problem} onRetry={again} />;
}
