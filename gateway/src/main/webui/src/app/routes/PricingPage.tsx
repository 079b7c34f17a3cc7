import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Prose } from '@/components/text/Prose';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { useTitle } from '@/components/use-title';
import { publicSiteQuery, wordsIn } from '@/features/site/api/site';
import { Packages } from '@/features/site/components/Packages';
import { StudioHead } from '@/features/site/components/StudioHead';
import { brandStyle, loadTypeface } from '@/lib/branding';

/** What the site's studio asks for its work; without one, that looking costs nothing. */
export function PricingPage() {
  const { t, i18n } = useTranslation(['site', 'common']);
  const site = useQuery(publicSiteQuery);
  const studio = site.data?.studio ?? null;
  const branding = studio?.branding ?? null;
  const words = wordsIn(studio?.pages, i18n.language);
  useTitle(t('pricing'));
  useEffect(() => {
    loadTypeface(branding);
  }, [branding]);
  if (site.isPending) return null;
  if (studio === null) {
    return (
      <header className="studio-page-head">
        <h1 className="display">{t('pricing_title')}</h1>
        <p className="studio-page-line">{t('pricing_lead')}</p>
        <p className="studio-page-contact">
          <Button renderRoot={(props) => <Link to="/explore" {...props} />}>{t('pricing_find')}</Button>
        </p>
      </header>
    );
  }
  return (
    <div style={brandStyle(branding)}>
      <StudioHead brand={studio} title={t('pricing_title')} />
      <section className="studio-page-part">
        {words.pricing && <Prose text={words.pricing} className="site-text" />}
        {words.packages.length > 0 ? (
          <Packages packages={words.packages} />
        ) : (
          words.pricing === null && <EmptyNotice words={t('no_pricing')} />
        )}
      </section>
    </div>
  );
}
