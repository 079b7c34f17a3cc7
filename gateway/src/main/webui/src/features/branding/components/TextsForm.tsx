import { Button, SegmentedControl, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { PricePackage, StudioPages, StudioWords } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { LANGUAGES, type Language } from '@/lib/i18n';
import { problemText } from '@/lib/i18n/problem-text';
import { useSavePages } from '../api/branding';

const NONE: StudioWords = { about: null, features: null, pricing: null, packages: [] };
const MOST = { about: 8000, features: 8000, pricing: 4000, packages: 12 } as const;

const isEmpty = (words: StudioWords) =>
  !words.about && !words.features && !words.pricing && words.packages.length === 0;

/** What the studio says of itself, in each language. */
export function TextsForm({ pages, editable }: { pages: StudioPages; editable: boolean }) {
  const { t, i18n } = useTranslation(['site', 'common']);
  const save = useSavePages();
  const [language, setLanguage] = useState<Language>(LANGUAGES.find((one) => one === i18n.language) ?? 'en');
  const [texts, setTexts] = useState<Record<Language, StudioWords>>({ en: pages.en ?? NONE, de: pages.de ?? NONE });
  const words = texts[language];
  const change = (fields: Partial<StudioWords>) => {
    setTexts((before) => ({ ...before, [language]: { ...before[language], ...fields } }));
  };
  const changePackage = (place: number, fields: Partial<PricePackage>) => {
    change({ packages: words.packages.map((one, index) => (index === place ? { ...one, ...fields } : one)) });
  };
  return (
    <form
      className="form branding-texts"
      onSubmit={(event) => {
        event.preventDefault();
        const written = (one: StudioWords) =>
          isEmpty(one)
            ? null
            : {
                ...one,
                packages: one.packages.map((each) => ({
                  ...each,
                  highlights: each.highlights.map((line) => line.trim()).filter((line) => line !== ''),
                })),
              };
        save.mutate(
          { en: written(texts.en), de: written(texts.de) },
          {
            onError: (error) => {
              if (asProblem(error).errors.length === 0) showProblem(error);
            },
            onSuccess: () => notifications.show({ message: t('texts_saved') }),
          },
        );
      }}
    >
      <SegmentedControl
        aria-label={t('language')}
        value={language}
        onChange={(chosen) => {
          setLanguage(LANGUAGES.find((one) => one === chosen) ?? language);
        }}
        data={LANGUAGES.map((one) => ({ value: one, label: t(`languages.${one}`) }))}
      />
      <p className="form-note">{t('formatting')}</p>
      {(['about', 'features', 'pricing'] as const).map((field) => (
        <Textarea
          key={field}
          label={t(`${field}_text`)}
          rows={field === 'pricing' ? 3 : 8}
          resize="vertical"
          maxLength={MOST[field]}
          disabled={!editable}
          value={words[field] ?? ''}
          onChange={(event) => {
            change({ [field]: event.currentTarget.value || null });
          }}
        />
      ))}
      <fieldset className="branding-part" disabled={!editable}>
        <legend>{t('packages')}</legend>
        {words.packages.map((one, place) => (
          <div key={place} className="package-edit" role="group" aria-label={t('package', { number: place + 1 })}>
            <div className="form-pair">
              <TextInput
                label={t('package_name')}
                required
                maxLength={80}
                value={one.name}
                onChange={(event) => {
                  changePackage(place, { name: event.currentTarget.value });
                }}
              />
              <TextInput
                label={t('package_price')}
                required
                maxLength={60}
                value={one.price}
                onChange={(event) => {
                  changePackage(place, { price: event.currentTarget.value });
                }}
              />
            </div>
            <Textarea
              label={t('package_description')}
              rows={2}
              resize="vertical"
              maxLength={600}
              value={one.description ?? ''}
              onChange={(event) => {
                changePackage(place, { description: event.currentTarget.value || null });
              }}
            />
            <Textarea
              label={t('package_highlights')}
              rows={4}
              resize="vertical"
              value={one.highlights.join('\n')}
              onChange={(event) => {
                changePackage(place, { highlights: event.currentTarget.value.split('\n').slice(0, 12) });
              }}
            />
            {editable && (
              <Button
                variant="default"
                aria-label={t('package_remove', { number: place + 1 })}
                onClick={() => {
                  change({ packages: words.packages.filter((_, index) => index !== place) });
                }}
              >
                {t('logo_remove')}
              </Button>
            )}
          </div>
        ))}
        {editable && words.packages.length < MOST.packages && (
          <Button
            variant="default"
            onClick={() => {
              change({ packages: [...words.packages, { name: '', price: '', description: null, highlights: [] }] });
            }}
          >
            {t('package_add')}
          </Button>
        )}
      </fieldset>
      {save.isError && (
        <p className="form-problem" role="alert">
          {problemText(asProblem(save.error))}{' '}
          {asProblem(save.error)
            .errors.map((error) => `${error.field}: ${error.message}`)
            .join('; ')}
        </p>
      )}
      {editable && (
        <div className="form-actions">
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
