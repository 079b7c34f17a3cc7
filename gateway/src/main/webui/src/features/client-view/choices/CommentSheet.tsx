import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhotoComment } from '@/lib/api/models';
import { formatDateTime } from '@/lib/format';
import type { ChoicesOfLink } from './use-choices';

export interface Place {
  readonly x: number;
  readonly y: number;
}

interface CommentSheetProps {
  readonly of: ChoicesOfLink;
  readonly photoId: string;
  readonly place: Place | null;
  readonly placing: boolean;
  readonly onPlacing: (placing: boolean) => void;
  readonly onWritten: () => void;
}

const LONGEST = 2000;

/** What was said about a photo, and room to say more. */
export function CommentSheet({ of, photoId, place, placing, onPlacing, onWritten }: CommentSheetProps) {
  const { t, i18n } = useTranslation('view');
  const { book, choices } = of;
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<string | null>(null);
  const field = useId();
  const state = choices.state;
  const own = choices.remarks.filter((remark) => remark.photo_id === photoId && remark.answers === null);
  const writable = state !== null && state.state === 'open' && state.comments;
  const write = (event: SyntheticEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    book.change(
      editing === null
        ? { kind: 'comment', photo_id: photoId, text: words, x: place?.x ?? null, y: place?.y ?? null }
        : { kind: 'edit_comment', comment_id: editing, text: words },
    );
    setText('');
    setEditing(null);
    onWritten();
  };
  return (
    <div className="comments">
      <h2>{t('comments')}</h2>
      {own.length === 0 && <p className="comments-quiet">{t('no_comments')}</p>}
      <ol>
        {own.map((remark, index) => (
          <li key={remark.id} id={`comment-${remark.id}`}>
            <p className="comments-quiet">
              {remark.x !== null && <span className="pin-number">{index + 1}</span>}
              {formatDateTime(remark.created_at, i18n.language)}
              {remark.edited_at !== null && ` · ${t('edited')}`}
            </p>
            <p className="comment-text">{remark.text}</p>
            {choices.remarks
              .filter((answer) => answer.answers === remark.id)
              .map((answer) => (
                <Answer key={answer.id} answer={answer} />
              ))}
            {writable && (
              <div className="comment-actions">
                <button
                  type="button"
                  onClick={() => {
                    setEditing(remark.id);
                    setText(remark.text);
                  }}
                >
                  {t('edit')}
                </button>
                <button type="button" onClick={() => {
                    book.change({ kind: 'delete_comment', comment_id: remark.id });
                  }}>
                  {t('delete')}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {writable && (
        <form onSubmit={write}>
          <label htmlFor={field}>{t(editing === null ? 'your_comment' : 'edit_comment')}</label>
          <textarea
            id={field}
            rows={4}
            required
            maxLength={LONGEST}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
          {editing === null && (
            <button
              type="button"
              className="button button-quiet"
              aria-pressed={placing}
              onClick={() => {
                onPlacing(!placing);
              }}
            >
              {t(placing ? 'tap_the_place' : place === null ? 'pin' : 'pin_again')}
            </button>
          )}
          <button type="submit" className="button button-primary">
            {t(editing === null ? 'write' : 'save')}
          </button>
        </form>
      )}
    </div>
  );
}

function Answer({ answer }: { answer: PhotoComment }) {
  const { i18n } = useTranslation('view');
  return (
    <div className="comment-answer">
      <p className="comments-quiet">
        {answer.author} · {formatDateTime(answer.created_at, i18n.language)}
      </p>
      <p className="comment-text">{answer.text}</p>
    </div>
  );
}
