import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { FAVOURITES, type Verdict } from './choices';
import type { ChoicesOfLink } from './use-choices';

interface CellChoiceProps {
  readonly of: ChoicesOfLink;
  readonly photoId: string;
  readonly name: string;
  /** The list that hearts are for. */
  readonly list: string;
  readonly tabIndex?: 0 | -1;
  readonly className: string;
}

export function isOpen({ choices }: ChoicesOfLink): boolean {
  return choices.state !== null && choices.state.state === 'open' && choices.state.signed === null;
}

/** The heart of a photo, or the two buttons where each photo is asked about. */
export function CellChoice({ of, photoId, name, list, tabIndex, className }: CellChoiceProps) {
  const { t } = useTranslation('view');
  const { choices, book } = of;
  const state = choices.state;
  if (state === null || state.state === 'off') return null;
  const open = isOpen(of);
  if (state.kind === 'approve') {
    const verdict = choices.verdicts.get(photoId);
    const judge = (wanted: Verdict) => {
      const kind = verdict === wanted ? 'clear' : wanted === 'approved' ? 'approve' : 'reject';
      book.change({ kind, photo_id: photoId });
    };
    return (
      <>
        {(['approved', 'rejected'] as const).map((wanted) =>
          open || verdict === wanted ? (
            <button
              key={wanted}
              type="button"
              className={`${className} verdict verdict-${wanted}`}
              tabIndex={tabIndex}
              disabled={!open}
              aria-pressed={verdict === wanted}
              aria-label={t(wanted === 'approved' ? 'approve_photo' : 'reject_photo', { name })}
              title={t(wanted === 'approved' ? 'approve' : 'reject')}
              onClick={() => {
                judge(wanted);
              }}
            >
              <Icon name={wanted === 'approved' ? 'check' : 'close'} size={22} />
            </button>
          ) : null,
        )}
      </>
    );
  }
  const chosen = choices.lists
    .find((one) => (list === FAVOURITES ? one.kind === 'favourites' : one.id === list))
    ?.photo_ids.includes(photoId);
  if (!open && !chosen) return null;
  return (
    <button
      type="button"
      className={`${className} heart`}
      tabIndex={tabIndex}
      disabled={!open}
      aria-pressed={chosen === true}
      aria-label={t('heart', { name })}
      title={t(chosen ? 'heart_off' : 'heart_on')}
      onClick={() => {
        book.change({
          kind: chosen ? 'unchoose' : 'choose',
          photo_id: photoId,
          list_id: list === FAVOURITES ? null : list,
        });
      }}
    >
      <Icon name="heart" size={24} />
    </button>
  );
}
