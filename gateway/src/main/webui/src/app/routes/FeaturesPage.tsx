import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Prose } from '@/components/text/Prose';
import { useTitle } from '@/components/use-title';
import { publicSiteQuery, wordsIn } from '@/features/site/api/site';
import { StudioHead } from '@/features/site/components/StudioHead';
import { brandStyle, loadTypeface } from '@/lib/branding';

const FEATURES = ['share', 'choose', 'download', 'protect', 'studio', 'find'] as const;

/** What the site's studio offers, in its words; without one, what the site does. */
export function FeaturesPage() {
  const { t, i18n } = useTranslation(['site', 'common']);
  const site = useQuery(publicSiteQuery);
  const studio = site.data?.studio ?? null;
  const words = wordsIn(studio?.pages, i18n.language);
  const branding = studio?.branding ?? null;
  useTitle(t('features'));
  useEffect(() => {
    loadTypeface(branding);
  }, [branding]);
  if (site.isPending) return null;
  if (studio !== null && words.features !== null) {
    return (
      <div style={brandStyle(branding)}>
        <StudioHead brand={studio} title={t('features')} />
        <section className="studio-page-part">
          <Prose text={words.features} className="site-text" />
        </section>
      </div>
    );
  }
  return (
    <>
      <header className="studio-page-head">
        <h1 className="display">{t('features_title')}</h1>
        <p className="studio-page-line">{t('features_lead')}</p>
      </header>
      <div className="feature-list">
        {FEATURES.map((feature) => (
          <section key={feature}>
            <h2>{t(`feature_list.${feature}.title`)}</h2>
            <p>{t(`feature_list.${feature}.words`)}</p>
          </section>
        ))}
      </div>
    </>
  );
}
