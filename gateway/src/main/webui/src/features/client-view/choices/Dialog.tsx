import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A window over the gallery that closes by its button and by escape. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation(['view', 'common']);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="download-panel choice-dialog" aria-labelledby={heading} onClose={onClose}>
      <div className="choice-dialog-head">
        <h2 id={heading} className="display">
          {title}
        </h2>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            dialog.current?.close();
          }}
        >
          {t('common:close')}
        </button>
      </div>
      {children}
    </dialog>
  );
}
