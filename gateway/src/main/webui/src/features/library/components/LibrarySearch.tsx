import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '@/components/photo/Icon';
import type { LibraryFilter } from '../api/filter';
import { suggestionsQuery } from '../api/library';

interface LibrarySearchProps {
  readonly filter: LibraryFilter;
  readonly onFilter: (change: Partial<LibraryFilter>) => void;
}

const ICONS: Record<'gallery' | 'tag' | 'camera' | 'lens', IconName> = { gallery: 'galleries', tag: 'tag', camera: 'camera', lens: 'lens' };

/** Words search at once; what the studio knows by name is offered to be chosen as a whole. */
export function LibrarySearch({ filter, onFilter }: LibrarySearchProps) {
  const { t } = useTranslation(['studio', 'common']);
  const combobox = useCombobox();
  const [words, setWords] = useState(filter.q ?? '');
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    if (!focused) setWords(filter.q ?? '');
  }, [filter.q, focused]);
  const search = useDebouncedCallback((q: string) => {
    onFilter({ q: q.trim() === '' ? undefined : q.trim() });
  }, 250);
  const [typed] = useDebouncedValue(words.trim(), 120);
  const { data } = useQuery({
    ...suggestionsQuery(typed),
    enabled: typed !== '' && focused,
    placeholderData: keepPreviousData,
  });
  const suggestions = typed === '' ? [] : (data?.items ?? []);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        const chosen = suggestions[Number(value)];
        if (chosen === undefined) return;
        search.cancel();
        setWords('');
        combobox.closeDropdown();
        const { kind } = chosen;
        onFilter({ q: undefined, [kind]: kind === 'gallery' ? (chosen.id ?? undefined) : chosen.name });
      }}
    >
      <Combobox.Target>
        <TextInput
          className="library-search"
          type="search"
          value={words}
          maxLength={200}
          aria-label={t('search_library')}
          placeholder={t('search_library_hint')}
          leftSection={<Icon name="search" size={18} />}
          onFocus={() => {
            setFocused(true);
            combobox.openDropdown();
          }}
          onBlur={() => {
            setFocused(false);
            combobox.closeDropdown();
          }}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            search(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={suggestions.length === 0}>
        <Combobox.Options aria-label={t('suggestions')}>
          {suggestions.map((suggestion, index) => {
            const { kind } = suggestion;
            return (
              <Combobox.Option key={`${kind} ${suggestion.id ?? suggestion.name}`} value={String(index)}>
                <span className="suggestion">
                  <Icon name={ICONS[kind]} size={16} />
                  <span className="suggestion-name">{suggestion.name}</span>
                  <span className="suggestion-kind">{t(`suggestion_kinds.${kind}`)}</span>
                </span>
              </Combobox.Option>
            );
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
