import { Button, Modal, Progress, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useCreateGallery } from '@/features/galleries/api/galleries';
import { copyPhotos } from '@/features/photos/api/photos';
import { ShareDialog } from '@/features/sharing/components/ShareDialog';
import type { Gallery } from '@/lib/api/models';
import { formatDate } from '@/lib/format';

interface ShareSelectionProps {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}

/**
 * A link shows a gallery. What was picked from all of them becomes one of its own, of copies, which take no space and leave
 * the photos where they are; then it is shared like any other.
 */
export function ShareSelection({ ids, onDone }: ShareSelectionProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const client = useQueryClient();
  const create = useCreateGallery();
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const [name, setName] = useState('');
  const [copied, setCopied] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  // Kept when copying stops halfway: trying again goes on with the same gallery.
  const [made, setMade] = useState<Gallery | null>(null);
  const [sharing, setSharing] = useState(false);
  const share = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (asked === null) return;
    setProblem(null);
    try {
      const gallery = made ?? (await create.mutateAsync({ name: name.trim(), description: null, is_public: false }));
      setMade(gallery);
      const before = copied ?? 0;
      setCopied(before);
      await copyPhotos(asked.slice(before), gallery.id, (count) => {
        setCopied(before + count);
      });
      void client.invalidateQueries({ queryKey: ['galleries'] });
      setAsked(null);
      setSharing(true);
    } catch (error) {
      setProblem(error);
    }
  };
  const busy = copied !== null && problem === null;
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setName(t('selection_of', { date: formatDate(new Date().toISOString(), i18n.language) }));
          setMade(null);
          setCopied(null);
          setProblem(null);
          setAsked(ids);
        }}
      >
        {t('share')}
      </button>
      <Modal
        opened={asked !== null}
        onClose={() => {
          if (!busy) setAsked(null);
        }}
        title={t('share_selection', { count: asked?.length ?? 0 })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <form className="form" onSubmit={(event) => void share(event)}>
          <p className="form-note">{t('share_selection_words')}</p>
          <TextInput
            data-autofocus
            required
            maxLength={200}
            label={t('name')}
            value={name}
            disabled={made !== null}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          {copied !== null && asked !== null && (
            <Progress value={(copied / asked.length) * 100} aria-label={t('share_selection', { count: asked.length })} />
          )}
          {problem !== null && <ProblemNotice error={problem} />}
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            {t('share_selection_go')}
          </Button>
        </form>
      </Modal>
      {made !== null && (
        <ShareDialog
          gallery={made}
          sets={[]}
          opened={sharing}
          onClose={() => {
            setSharing(false);
            onDone();
          }}
        />
      )}
    </>
  );
}
