import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Prose } from '@/components/text/Prose';
import { useTitle } from '@/components/use-title';
import { publicSiteQuery, wordsIn } from '@/features/site/api/site';
import { StudioHead } from '@/features/site/components/StudioHead';
import { brandStyle, loadTypeface } from '@/lib/branding';

/** Who the site's studio is, in its words, before what Vitrine is. */
export function AboutPage() {
  const { t, i18n } = useTranslation(['studio', 'site', 'common']);
  const site = useQuery(publicSiteQuery);
  const studio = site.data?.studio ?? null;
  const branding = studio?.branding ?? null;
  const { about } = wordsIn(studio?.pages, i18n.language);
  const speaks = studio !== null && about !== null;
  useTitle(speaks ? t('site:about_studio', { studio: studio.name }) : t('about'));
  useEffect(() => {
    loadTypeface(branding);
  }, [branding]);
  if (site.isPending) return null;
  return (
    <>
      {speaks && (
        <div style={brandStyle(branding)}>
          <StudioHead brand={studio} title={t('site:about_studio', { studio: studio.name })} />
          <section className="studio-page-part">
            <Prose text={about} className="site-text" />
          </section>
        </div>
      )}
      <article className="prose">
        {speaks ? <h2>{t('about_title')}</h2> : <h1 className="display">{t('about_title')}</h1>}
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
    </>
  );
}
