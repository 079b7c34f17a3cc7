import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioContact } from '@/components/brand/StudioContact';
import { StudioMark } from '@/components/brand/StudioMark';
import { type Branding, brandStyle } from '@/lib/branding';

/** What clients will see of it: only to be looked at. */
export function Preview({ name, branding }: { name: string; branding: Branding }) {
  const { t } = useTranslation(['site', 'common']);
  const [what, setWhat] = useState('page');
  const [scheme, setScheme] = useState('light');
  return (
    <section className="brand-preview" aria-label={t('preview')}>
      <div className="brand-preview-head">
        <h2>{t('preview')}</h2>
        <SegmentedControl
          aria-label={t('preview_what')}
          value={what}
          onChange={setWhat}
          data={[
            { value: 'page', label: t('preview_page') },
            { value: 'mail', label: t('preview_mail') },
          ]}
        />
        <SegmentedControl
          aria-label={t('preview_scheme')}
          value={scheme}
          onChange={setScheme}
          data={[
            { value: 'light', label: t('preview_light') },
            { value: 'dark', label: t('preview_dark') },
          ]}
        />
      </div>
      <div className="brand-sample" data-scheme={scheme} style={brandStyle(branding)} inert>
        {what === 'page' ? <Page name={name} branding={branding} /> : <Mail name={name} branding={branding} />}
      </div>
    </section>
  );
}

function Page({ name, branding }: { name: string; branding: Branding }) {
  const { t } = useTranslation(['site', 'common']);
  const brand = { name, branding };
  return (
    <>
      <div className="sample-cover">
        <StudioMark brand={brand} on="photograph" height={36} />
        <strong className="display">{t('preview_gallery')}</strong>
      </div>
      <div className="sample-body">
        <span className="sample-button">{t('preview_open')}</span>
        <div className="sample-photos" aria-hidden>
          <span />
          <span />
          <span />
        </div>
      </div>
      <div className="sample-foot">
        <StudioMark brand={brand} height={28} />
        {branding.footer && <span>{branding.footer}</span>}
        <StudioContact branding={branding} />
      </div>
    </>
  );
}

/** Mails are set on light ground; programs that darken them do so by themselves. */
function Mail({ name, branding }: { name: string; branding: Branding }) {
  const { t } = useTranslation(['site', 'common']);
  return (
    <div className="sample-mail">
      <StudioMark brand={{ name, branding }} height={36} />
      <strong className="display">{t('preview_gallery')}</strong>
      <span>{t('preview_words', { studio: name })}</span>
      <span className="sample-button">{t('preview_open')}</span>
      <span className="sample-contact">
        {branding.footer && <span>{branding.footer}</span>}
        <StudioContact branding={branding} />
      </span>
      <span className="sample-note">{t('preview_foot')}</span>
    </div>
  );
}
