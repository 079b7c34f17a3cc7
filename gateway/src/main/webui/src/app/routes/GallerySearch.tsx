import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';

/** Finds galleries while one types: the own ones, or the public ones on public pages. */
export function GallerySearch({ own }: { own: boolean }) {
  const { t } = useTranslation(['studio', 'common']);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const location = useRouterState({ select: (state) => state.location });
  const onExplore = location.pathname === '/explore' || !own;
  const target = onExplore ? '/explore' : '/galleries';
  const current = location.pathname === target ? ((location.search as { q?: string }).q ?? '') : '';
  const [words, setWords] = useState(current);
  useEffect(() => {
    if (document.activeElement !== field.current) setWords(current);
  }, [current]);
  const search = useDebouncedCallback((q: string) => {
    void navigate({ to: target, search: { q: q.trim() || undefined }, replace: location.pathname === target });
  }, 250);
  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(words);
        search.flush();
      }}
    >
      <TextInput
        ref={field}
        type="search"
        value={words}
        maxLength={256}
        aria-label={onExplore ? t('search_public_galleries') : t('search_galleries')}
        placeholder={onExplore ? t('search_public_galleries') : t('search_galleries')}
        leftSection={<Icon name="search" size={18} />}
        rightSection={own ? <Kbd className="search-key">{t('search_key')}</Kbd> : undefined}
        rightSectionWidth={own ? 72 : undefined}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
    </form>
  );
}
