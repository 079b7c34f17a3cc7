import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '@/lib/format';
import { isOpen } from './CellChoice';
import { FAVOURITES } from './choices';
import type { ChoicesOfLink } from './use-choices';

// Few open them, and only after a while.
const ListsDialog = lazy(() => import('./ListsDialog').then((part) => ({ default: part.ListsDialog })));
const SendDialog = lazy(() => import('./SendDialog').then((part) => ({ default: part.SendDialog })));

interface ChoiceBarProps {
  readonly of: ChoicesOfLink;
  readonly list: string;
  readonly onList: (list: string) => void;
  readonly reviewing: boolean;
  readonly onReview: (reviewing: boolean) => void;
  readonly photoCount: number;
}

/** How far one has come, and what can be done with it. */
export function ChoiceBar({ of, list, onList, reviewing, onReview, photoCount }: ChoiceBarProps) {
  const { t, i18n } = useTranslation(['view', 'common']);
  const [dialog, setDialog] = useState<'lists' | 'send' | null>(null);
  const { choices } = of;
  const state = choices.state;
  if (state === null || state.state === 'off') return null;
  const judging = state.kind === 'approve';
  const open = isOpen(of);
  const active = choices.lists.find((one) => (list === FAVOURITES ? one.kind === 'favourites' : one.id === list));
  const count = judging ? choices.verdicts.size : (active?.photo_ids.length ?? 0);
  const toSend = judging
    ? choices.verdicts.size
    : (choices.lists.find((one) => one.kind === 'favourites')?.photo_ids.length ?? 0);
  const goal = judging ? photoCount : list === FAVOURITES ? state.quota : null;
  const named = choices.lists.filter((one) => one.kind === 'named');
  const words = state.signed
    ? t('sent_at', { count: state.signed.chosen, date: formatDateTime(state.signed.signed_at, i18n.language) })
    : state.state === 'closed'
      ? t('round_closed')
      : state.state === 'over'
        ? t('round_over')
        : judging
          ? t('judged_of', { count, all: photoCount })
          : goal === null
            ? t('chosen', { count })
            : t('chosen_of', { count, quota: goal });
  const over = !judging && goal !== null && count > goal;
  return (
    <>
      <div className="chosen-bar choice-bar" role="toolbar" aria-label={t('your_choices')}>
        <strong aria-live="polite" className={over ? 'choice-over' : undefined}>
          {words}
        </strong>
        {open && state.deadline !== null && (
          <span className="choice-note">{t('until_deadline', { date: formatDateTime(state.deadline, i18n.language) })}</span>
        )}
        {choices.waiting > 0 && (
          <span className="choice-note" role="status">
            {t('waiting', { count: choices.waiting })}
          </span>
        )}
        {choices.refused !== null && (
          <span className="choice-note choice-over" role="alert">
            {t('not_taken')}
          </span>
        )}
        {!judging && named.length > 0 && (
          <select
            className="choice-select"
            aria-label={t('list')}
            value={list}
            onChange={(event) => {
              onList(event.currentTarget.value);
            }}
          >
            <option value={FAVOURITES}>{t('favourites')}</option>
            {named.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={reviewing}
          disabled={!reviewing && count === 0}
          onClick={() => {
            onReview(!reviewing);
          }}
        >
          {t(reviewing ? 'all_photos' : 'review')}
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            setDialog('lists');
          }}
        >
          {t('lists_and_devices')}
        </button>
        {open && (
          <button
            type="button"
            className="button button-primary"
            disabled={toSend === 0}
            onClick={() => {
              setDialog('send');
            }}
          >
            {t('send')}
          </button>
        )}
      </div>
      <Suspense fallback={null}>
        {dialog === 'lists' && (
          <ListsDialog
            of={of}
            onClose={() => {
              setDialog(null);
            }}
            onDeleted={(id) => {
              if (id === list) onList(FAVOURITES);
            }}
            onMade={onList}
          />
        )}
        {dialog === 'send' && (
          <SendDialog
            of={of}
            count={toSend}
            onClose={() => {
              setDialog(null);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
