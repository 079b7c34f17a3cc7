import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface GalleryTitleProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
}

/** The title is its own field: click or Enter to change it, Enter or leaving to keep, Escape to leave it as it was. */
export function GalleryTitle({ name, onRename }: GalleryTitleProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [draft, setDraft] = useState<string | null>(null);
  const discarded = useRef(false);
  if (draft === null) {
    return (
      <h1 className="gallery-title">
        <button
          type="button"
          title={t('rename')}
          onClick={() => {
            discarded.current = false;
            setDraft(name);
          }}
        >
          {name}
        </button>
      </h1>
    );
  }
  return (
    <input
      className="gallery-title-field"
      aria-label={t('gallery_name')}
      value={draft}
      maxLength={256}
      autoFocus
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') discarded.current = true;
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
      onBlur={() => {
        const renamed = draft.trim();
        if (!discarded.current && renamed !== '' && renamed !== name) onRename(renamed);
        setDraft(null);
      }}
    />
  );
}
