import { Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BrandingEdit, StudioBranding } from '@/lib/api/models';
import { asProblem, fieldErrors } from '@/lib/api/problem';
import { TYPEFACES } from '@/lib/branding';
import { showProblem } from '@/components/ui/show-problem';
import { editOf, useSaveBranding } from '../api/branding';
import { LogoField } from './LogoField';
import { Preview } from './Preview';
import './branding.css';

const TEXTS = ['footer', 'website', 'email', 'phone'] as const;

/** Logo, colour, typeface and contact, beside what they make of a page and a mail. */
export function LooksForm({ of, studio }: { of: StudioBranding; studio: string }) {
  const { t } = useTranslation(['site', 'common']);
  const save = useSaveBranding();
  const [edit, setEdit] = useState<BrandingEdit>(editOf(of));
  const palette = useId();
  const change = (fields: Partial<BrandingEdit>) => {
    setEdit((before) => ({ ...before, ...fields }));
  };
  const errors = save.isError ? fieldErrors(asProblem(save.error), TEXTS) : {};
  const accent = of.palette.find((one) => one.name === edit.accent) ?? of.branding.accent;
  const shown = { ...of.branding, ...edit, footer: edit.footer ?? null, website: edit.website ?? null, email: edit.email ?? null, phone: edit.phone ?? null, accent };
  // The choice is made among examples: all faces are there while this page is open.
  useEffect(() => {
    for (const face of Object.values(TYPEFACES)) face.load().catch(() => undefined);
  }, []);
  return (
    <div className="branding">
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(edit, {
            onError: (error) => {
              if (asProblem(error).errors.length === 0) showProblem(error);
            },
            onSuccess: () => notifications.show({ message: t('branding_saved') }),
          });
        }}
      >
        <fieldset className="branding-part" disabled={!of.editable}>
          <legend>{t('logo')}</legend>
          <p className="form-note">{t('logo_explained')}</p>
          <div className="branding-logos">
            <LogoField ground="light" logo={of.branding.logo} name={studio} editable={of.editable} />
            <LogoField ground="dark" logo={of.branding.dark_logo} name={studio} editable={of.editable} />
          </div>
          <p className="form-note">{t('logo_dark_explained')}</p>
        </fieldset>
        <fieldset className="branding-part" disabled={!of.editable}>
          <legend>{t('accent')}</legend>
          <p className="form-note" id={palette}>
            {t('accent_explained')}
          </p>
          <div className="swatches" role="radiogroup" aria-label={t('accent')} aria-describedby={palette}>
            {of.palette.map((one) => (
              <label key={one.name} className="swatch">
                <input
                  type="radio"
                  name="accent"
                  value={one.name}
                  checked={one.name === edit.accent}
                  onChange={() => {
                    change({ accent: one.name });
                  }}
                />
                <span className="swatch-colours" aria-hidden>
                  <span style={{ background: one.light }} />
                  <span style={{ background: one.dark }} />
                </span>
                <span>{t(`accents.${one.name}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Select
          label={t('font')}
          data={of.fonts.map((font) => ({ value: font, label: t(`fonts.${font}`) }))}
          value={edit.font}
          allowDeselect={false}
          disabled={!of.editable}
          onChange={(font) => {
            change({ font: of.fonts.find((one) => one === font) ?? edit.font });
          }}
          renderOption={({ option }) => (
            <span style={{ fontFamily: TYPEFACES[option.value]?.family, fontSize: 18 }}>{option.label}</span>
          )}
        />
        <TextInput
          label={t('footer')}
          maxLength={160}
          disabled={!of.editable}
          value={edit.footer ?? ''}
          error={errors.footer}
          onChange={(event) => {
            change({ footer: event.currentTarget.value || null });
          }}
        />
        <fieldset className="branding-part" disabled={!of.editable}>
          <legend>{t('contact')}</legend>
          {(['website', 'email', 'phone'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(field)}
              description={field === 'website' ? t('website_explained') : undefined}
              type={field === 'website' ? 'url' : field === 'email' ? 'email' : 'tel'}
              maxLength={field === 'website' ? 200 : field === 'email' ? 254 : 40}
              value={edit[field] ?? ''}
              error={errors[field]}
              onChange={(event) => {
                change({ [field]: event.currentTarget.value.trim() || null });
              }}
            />
          ))}
        </fieldset>
        {of.editable && (
          <div className="form-actions">
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
      <Preview name={studio} branding={shown} />
    </div>
  );
}
