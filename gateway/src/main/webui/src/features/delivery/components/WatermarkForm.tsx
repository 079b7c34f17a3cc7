import { Button, FileButton, Radio, Slider, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { Watermark, WatermarkSettings } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { POSITIONS, samplePreview, settingsOf, uploadMark, useSaveWatermark } from '../api/delivery';
import './delivery.css';

const TYPING_MS = 250;

export function WatermarkForm({ watermark }: { watermark: Watermark }) {
  const { t } = useTranslation(['studio', 'common']);
  const save = useSaveWatermark();
  const [settings, setSettings] = useState<WatermarkSettings>(settingsOf(watermark));
  const change = (fields: Partial<WatermarkSettings>) => {
    setSettings((before) => ({ ...before, ...fields }));
  };
  const take = (file: File | null) => {
    if (file === null) return;
    uploadMark(file).then((image) => {
      change({ image_id: image.id });
    }, showProblem);
  };
  const tiled = settings.position === 'tiled';
  return (
    <div className="watermark">
      <Sample settings={settings} />
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(settings, {
            onError: showProblem,
            onSuccess: () => notifications.show({ message: t('watermark_saved') }),
          });
        }}
      >
        <TextInput
          label={t('watermark_text')}
          description={t('watermark_text_explained')}
          maxLength={60}
          value={settings.text}
          onChange={(event) => {
            change({ text: event.currentTarget.value });
          }}
        />
        <div className="form-actions watermark-image">
          <FileButton onChange={take} accept="image/png">
            {(props) => (
              <Button variant="default" {...props}>
                {settings.image_id === undefined ? t('watermark_add_image') : t('watermark_replace_image')}
              </Button>
            )}
          </FileButton>
          {settings.image_id !== undefined && (
            <Button
              variant="default"
              onClick={() => {
                change({ image_id: undefined });
              }}
            >
              {t('watermark_remove_image')}
            </Button>
          )}
        </div>
        <p className="form-note">{t('watermark_image_explained')}</p>
        <Radio.Group
          label={t('watermark_where')}
          value={tiled ? 'tiled' : 'placed'}
          onChange={(where) => {
            change({ position: where === 'tiled' ? 'tiled' : 'bottom_right' });
          }}
        >
          <div className="form">
            <Radio value="tiled" label={t('watermark_tiled')} />
            <Radio value="placed" label={t('watermark_placed')} />
          </div>
        </Radio.Group>
        {!tiled && (
          <div className="watermark-places" role="group" aria-label={t('watermark_place')}>
            {POSITIONS.map((position) => (
              <button
                key={position}
                type="button"
                aria-label={t(`watermark_places.${position}`)}
                title={t(`watermark_places.${position}`)}
                aria-pressed={settings.position === position}
                onClick={() => {
                  change({ position });
                }}
              />
            ))}
          </div>
        )}
        <Share label={t('watermark_opacity')} min={10} max={100} value={settings.opacity} onChange={(opacity) => { change({ opacity }); }} />
        <Share label={t('watermark_size')} min={25} max={400} value={settings.size} onChange={(size) => { change({ size }); }} />
        {watermark.waiting > 0 && (
          <p className="form-note numbers" role="status">
            {t('watermark_waiting', { count: watermark.waiting })}
          </p>
        )}
        <div className="form-actions">
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </div>
  );
}

function Share({
  label,
  min,
  max,
  value,
  onChange,
}: {
  label: string;
  min: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <div>
      <div className="watermark-label">
        <span>{label}</span>
        <span className="numbers">{value} %</span>
      </div>
      <Slider
        min={min}
        max={max}
        step={5}
        value={value}
        onChange={onChange}
        label={null}
        thumbLabel={label}
      />
    </div>
  );
}

/** Follows the settings a moment after they rest. */
function Sample({ settings }: { settings: WatermarkSettings }) {
  const { t } = useTranslation(['studio', 'common']);
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      samplePreview(settings, stop.signal).then(
        (picture) => {
          setProblem(null);
          setUrl(URL.createObjectURL(picture));
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setProblem(problemText(asProblem(error)));
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [settings]);
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url);
    },
    [url],
  );
  return (
    <div className="watermark-sample">
      {url !== null && <img src={url} alt={t('watermark_sample')} width={1200} height={800} />}
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}
