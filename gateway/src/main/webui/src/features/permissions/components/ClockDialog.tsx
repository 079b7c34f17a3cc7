import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { GalleryPhotographer } from '@/lib/api/models';
import { readClock, writeClock } from '../api/clock';
import { useCorrectClock } from '../api/permissions';

interface ClockDialogProps {
  readonly galleryId: string;
  readonly photographers: readonly GalleryPhotographer[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Cameras that did not agree on the time: how much is added to what each of them said. */
export function ClockDialog({ opened, onClose, ...clocks }: ClockDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Modal opened={opened} onClose={onClose} title={t('people.clocks')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <div className="form">
        <p className="form-note">{t('people.clocks_words')}</p>
        {clocks.photographers.map((photographer) => (
          <Clock key={photographer.id} galleryId={clocks.galleryId} photographer={photographer} />
        ))}
      </div>
    </Modal>
  );
}

function Clock({ galleryId, photographer }: { galleryId: string; photographer: GalleryPhotographer }) {
  const { t } = useTranslation(['studio', 'common']);
  const correct = useCorrectClock(galleryId);
  const known = writeClock(photographer.clock_seconds);
  const [text, setText] = useState(known);
  const [flawed, setFlawed] = useState(false);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const seconds = readClock(text);
    setFlawed(seconds === null);
    if (seconds === null) return;
    correct.mutate(
      { account: photographer.id, seconds },
      {
        onSuccess: () => {
          setText(writeClock(seconds));
        },
        onError: showProblem,
      },
    );
  };
  return (
    <form className="clock-form" onSubmit={save} noValidate>
      <TextInput
        label={photographer.name || t('people.unknown')}
        description={t('photo_count', { count: photographer.photo_count })}
        value={text}
        maxLength={14}
        inputMode="text"
        autoComplete="off"
        error={flawed ? t('people.clock_flaw') : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" loading={correct.isPending} disabled={text === known}>
        {t('save')}
      </Button>
    </form>
  );
}
