import { Button, Modal } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Focus, Picture } from '@/components/photo/Picture';
import type { Picture as PictureModel } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { useChooseCover } from '../api/galleries';
import './cover-dialog.css';

interface CoverDialogProps {
  readonly galleryId: string;
  /** The photo to become the cover, with the focus it begins with; closed while there is none. */
  readonly photo: Pick<PictureModel, 'id' | 'placeholder' | 'urls'> | null;
  readonly focus: Focus;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function CoverDialog(props: CoverDialogProps) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Modal
      opened={props.photo !== null}
      onClose={props.onClose}
      size="lg"
      title={t('cover')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {props.photo && <FocusForm {...props} photo={props.photo} />}
    </Modal>
  );
}

const STEP = 0.05;
const FINE_STEP = 0.01;
const within = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

function FocusForm({ galleryId, photo, focus, onClose, onSaved }: CoverDialogProps & { photo: NonNullable<CoverDialogProps['photo']> }) {
  const { t } = useTranslation(['studio', 'common']);
  const [{ x, y }, setPoint] = useState(focus);
  const choose = useChooseCover(galleryId);
  const place = (nextX: number, nextY: number) => {
    setPoint({ x: within(nextX), y: within(nextY) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? FINE_STEP : STEP;
    if (event.key === 'ArrowLeft') place(x - step, y);
    else if (event.key === 'ArrowRight') place(x + step, y);
    else if (event.key === 'ArrowUp') place(x, y - step);
    else if (event.key === 'ArrowDown') place(x, y + step);
    else return;
    event.preventDefault();
  };
  const percent = (value: number) => Math.round(value * 100);
  return (
    <div className="form">
      <p className="form-note">{t('focus_words')}</p>
      <div className="focus-frame">
        <div
          className="focus-field"
          role="slider"
          tabIndex={0}
          aria-label={t('focus')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent(x)}
          aria-valuetext={t('focus_at', { x: percent(x), y: percent(y) })}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            if (event.buttons !== 1) return;
            const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
            place((event.clientX - left) / width, (event.clientY - top) / height);
          }}
          onClick={(event) => {
            const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
            place((event.clientX - left) / width, (event.clientY - top) / height);
          }}
        >
          <img src={photo.urls.preview} alt="" draggable={false} />
          <span className="focus-point" style={{ left: `${String(x * 100)}%`, top: `${String(y * 100)}%` }} />
        </div>
      </div>
      <div className="focus-samples" aria-hidden="true">
        {(['wide', 'card', 'tall'] as const).map((shape) => (
          <span key={shape} className="focus-sample" data-shape={shape}>
            <Picture source={photo.urls} placeholder={photo.placeholder} alt="" side={200} focus={{ x, y }} />
          </span>
        ))}
      </div>
      {choose.isError && (
        <p className="form-problem" role="alert">
          {problemText(asProblem(choose.error))}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          loading={choose.isPending}
          onClick={() => {
            choose.mutate({ photo_id: photo.id, focus_x: x, focus_y: y }, { onSuccess: onSaved });
          }}
        >
          {t('make_cover')}
        </Button>
      </div>
    </div>
  );
}
