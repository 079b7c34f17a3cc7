import { Button, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { LinkComment } from '@/lib/api/models';
import { formatDateTime } from '@/lib/format';
import { useAnswerComment, useRemoveComment } from '../api/proofing';
import './proofing.css';

/** What visitors said, newest first, to be answered in place. */
export function CommentList({ linkId, comments }: { linkId: string; comments: readonly LinkComment[] }) {
  const { t, i18n } = useTranslation('studio');
  const remove = useRemoveComment(linkId);
  const [answering, setAnswering] = useState<string | null>(null);
  return (
    <ol className="comment-list">
      {comments.map(({ comment, filename, thumbnail }) => {
        const author = comment.author ?? t('choices.unnamed');
        return (
          <li key={comment.id} data-of-studio={comment.of_studio || undefined}>
            {thumbnail === null ? <span className="selected-gone" /> : <img src={thumbnail} alt="" loading="lazy" />}
            <div>
              <p className="comment-head">
                <strong>{author}</strong>{' '}
                {[
                  filename,
                  formatDateTime(comment.created_at, i18n.language),
                  comment.x === null ? null : t('choices.pinned'),
                  comment.answers === null ? null : t('choices.is_answer'),
                ]
                  .filter((fact) => fact !== null)
                  .join(' · ')}
              </p>
              <p className="comment-words">{comment.text}</p>
              {answering === comment.id ? (
                <Answer
                  linkId={linkId}
                  commentId={comment.id}
                  author={author}
                  onClose={() => {
                    setAnswering(null);
                  }}
                />
              ) : (
                <div className="comment-tools">
                  {!comment.of_studio && (
                    <Button
                      variant="default"
                      size="xs"
                      onClick={() => {
                        setAnswering(comment.id);
                      }}
                    >
                      {t('choices.answer')}
                    </Button>
                  )}
                  <Button
                    variant="subtle"
                    size="xs"
                    aria-label={t('choices.remove_comment', { name: author })}
                    onClick={() => {
                      remove.mutate(comment.id, { onError: showProblem });
                    }}
                  >
                    {t('delete')}
                  </Button>
                </div>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

interface AnswerProps {
  readonly linkId: string;
  readonly commentId: string;
  readonly author: string;
  readonly onClose: () => void;
}

function Answer({ linkId, commentId, author, onClose }: AnswerProps) {
  const { t } = useTranslation('studio');
  const [text, setText] = useState('');
  const answer = useAnswerComment(linkId);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    answer.mutate({ comment: commentId, text }, { onSuccess: onClose, onError: showProblem });
  };
  return (
    <form className="comment-answer-form" onSubmit={send}>
      <Textarea
        label={t('choices.answer_to', { name: author })}
        value={text}
        maxLength={2000}
        rows={3}
        required
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      <div className="comment-tools">
        <Button type="submit" size="xs" loading={answer.isPending}>
          {t('choices.answer')}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
