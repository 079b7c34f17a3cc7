import { Button, Modal, TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestionsQuery } from '../api/library';

interface TagsFieldProps {
  readonly label: string;
  readonly value: string[];
  readonly onChange: (tags: string[]) => void;
}

/** Tags as one types them, with those the studio has used before. */
export function TagsField({ label, value, onChange }: TagsFieldProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [words, setWords] = useState('');
  const [typed] = useDebouncedValue(words.trim(), 120);
  const { data } = useQuery({ ...suggestionsQuery(typed), enabled: typed !== '' });
  const known = (data?.items ?? []).filter(({ kind }) => kind === 'tag').map(({ name }) => name);
  return (
    <TagsInput
      label={label}
      placeholder={value.length === 0 ? t('tags_hint') : undefined}
      value={value}
      maxTags={50}
      maxLength={64}
      searchValue={words}
      onSearchChange={setWords}
      data={known}
      onChange={onChange}
    />
  );
}

interface TagDialogProps {
  readonly count: number;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onTag: (added: string[], removed: string[]) => Promise<void>;
}

/** Gives tags to many photos and takes tags away from them. */
export function TagDialog({ count, opened, onClose, onTag }: TagDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [added, setAdded] = useState<string[]>([]);
  const [removed, setRemoved] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setAdded([]);
    setRemoved([]);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('tag_photos', { count })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        className="tag-form"
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          void onTag(added, removed)
            .then(close)
            .finally(() => {
              setBusy(false);
            });
        }}
      >
        <TagsField label={t('add_tags')} value={added} onChange={setAdded} />
        <TagsField label={t('remove_tags')} value={removed} onChange={setRemoved} />
        <Button type="submit" loading={busy} disabled={added.length === 0 && removed.length === 0}>
          {t('save_tags')}
        </Button>
      </form>
    </Modal>
  );
}
