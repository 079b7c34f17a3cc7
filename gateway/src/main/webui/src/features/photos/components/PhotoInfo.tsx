import { useTranslation } from 'react-i18next';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Photo, PhotoMetadata } from '@/lib/api/models';
import { exposureParts, formatBytes, formatDateTime, formatNumber } from '@/lib/format';
import './photo-info.css';

interface PhotoInfoProps {
  readonly photo: Photo;
  readonly onSave?: (fields: { title?: string | null; description?: string | null; rating?: number }) => void;
  /** The tags, where they can be changed. */
  readonly children?: ReactNode;
}

/** What the camera and people said about a photograph. Editable where `onSave` is given. */
export function PhotoInfo({ photo, onSave, children }: PhotoInfoProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const metadata: Partial<PhotoMetadata> = photo.metadata ?? {};
  const camera = cameraName(metadata.camera_make, metadata.camera_model);
  const exposure = exposureParts(metadata, i18n.language);
  const captured = photo.captured_at === null ? metadata.captured_at : photo.taken_at;
  const caption = photo.description ?? metadata.caption;
  return (
    <div className="photo-info" key={photo.id}>
      {onSave ? (
        <>
          <EditableText
            label={t('photo_title')}
            value={photo.title ?? ''}
            placeholder={photo.filename}
            maxLength={256}
            onSave={(title) => {
              onSave({ title: title || null });
            }}
          />
          <EditableText
            label={t('photo_description')}
            value={photo.description ?? ''}
            placeholder={metadata.caption ?? t('photo_description_hint')}
            maxLength={4000}
            multiline
            onSave={(description) => {
              onSave({ description: description || null });
            }}
          />
          <fieldset className="rating">
            <legend>{t('rating')}</legend>
            {[1, 2, 3, 4, 5].map((stars) => (
              <button
                key={stars}
                type="button"
                aria-label={t('rate_with', { count: stars })}
                aria-pressed={photo.rating === stars}
                data-lit={(photo.rating ?? 0) >= stars}
                onClick={() => {
                  onSave({ rating: photo.rating === stars ? 0 : stars });
                }}
              >
                ★
              </button>
            ))}
          </fieldset>
          {children}
        </>
      ) : (
        <>
          <h1>{photo.title ?? photo.filename}</h1>
          {caption && <p>{caption}</p>}
        </>
      )}
      <dl>
        {camera && <Fact name={t('camera')} value={camera} />}
        {metadata.lens && <Fact name={t('lens')} value={metadata.lens} />}
        {exposure.length > 0 && <Fact name={t('exposure')} value={exposure.join('  ·  ')} />}
        {captured && <Fact name={t('captured')} value={formatDateTime(captured, i18n.language)} />}
        {photo.captured_at !== null && photo.clock_seconds !== 0 && (
          <Fact
            name=""
            value={t('people.camera_said', { time: formatDateTime(photo.captured_at, i18n.language) })}
          />
        )}
        {photo.added_by && <Fact name={t('people.added_by')} value={photo.added_by.name || t('people.unknown')} />}
        <Fact name={t('file')} value={photo.filename} />
        {photo.width && photo.height && (
          <Fact
            name={t('size')}
            value={`${formatNumber(photo.width, i18n.language)} × ${formatNumber(photo.height, i18n.language)} · ${formatBytes(photo.size_bytes, i18n.language)}`}
          />
        )}
        {!onSave && photo.tags.length > 0 && <Fact name={t('keywords')} value={photo.tags.join(', ')} />}
        {metadata.copyright && <Fact name={t('copyright')} value={metadata.copyright} />}
        {onSave && photo.views !== null && photo.downloads !== null && (
          <Fact
            name={t('seen')}
            value={`${t('views', { count: photo.views })} · ${t('downloads', { count: photo.downloads })}`}
          />
        )}
      </dl>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface EditableTextProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly multiline?: boolean;
  readonly onSave: (value: string) => void;
}

function EditableText({ label, value, placeholder, maxLength, multiline, onSave }: EditableTextProps) {
  const [text, setText] = useState(value);
  const save = () => {
    if (text.trim() !== value) onSave(text.trim());
  };
  const shared = {
    value: text,
    placeholder,
    maxLength,
    onBlur: save,
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
    },
    // Arrows and `i` belong to the text here, not to the viewer around it.
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      event.stopPropagation();
      event.nativeEvent.stopPropagation();
      if (event.key === 'Enter' && !multiline) event.currentTarget.blur();
    },
  };
  return (
    <label className="photo-field">
      <span>{label}</span>
      {multiline ? <textarea rows={3} {...shared} /> : <input {...shared} />}
    </label>
  );
}

/** Makers like to say their name twice. */
export function cameraName(make: string | null | undefined, model: string | null | undefined): string | null {
  if (!make || !model) return model ?? make ?? null;
  const maker = make.split(/\s+/)[0]!;
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${maker} ${model}`;
}
