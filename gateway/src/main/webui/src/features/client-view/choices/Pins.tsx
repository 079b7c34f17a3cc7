import { useTranslation } from 'react-i18next';
import type { Place } from './CommentSheet';
import type { ChoicesOfLink } from './use-choices';

interface PinsProps {
  readonly of: ChoicesOfLink;
  readonly photoId: string;
  readonly place: Place | null;
  readonly placing: boolean;
  readonly onPlace: (place: Place) => void;
}

/** Marks on the photo where a comment belongs; while one is placed, the photo takes the press. */
export function Pins({ of, photoId, place, placing, onPlace }: PinsProps) {
  const { t } = useTranslation('view');
  const own = of.choices.remarks.filter((remark) => remark.photo_id === photoId && remark.answers === null);
  return (
    <div className="pins">
      {placing && (
        <button
          type="button"
          className="pins-target"
          aria-label={t('tap_the_place')}
          onPointerDown={(event) => {
            event.stopPropagation();
          }}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            // A press by keyboard has no place: then the middle.
            const x = event.detail === 0 ? 0.5 : (event.clientX - box.left) / box.width;
            const y = event.detail === 0 ? 0.5 : (event.clientY - box.top) / box.height;
            onPlace({ x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) });
          }}
        />
      )}
      {own.map((remark, index) =>
        remark.x === null || remark.y === null ? null : (
          <span
            key={remark.id}
            className="pin"
            title={remark.text}
            style={{ left: `${String(remark.x * 100)}%`, top: `${String(remark.y * 100)}%` }}
          >
            {index + 1}
          </span>
        ),
      )}
      {place !== null && (
        <span
          className="pin pin-new"
          style={{ left: `${String(place.x * 100)}%`, top: `${String(place.y * 100)}%` }}
        >
          {own.length + 1}
        </span>
      )}
    </div>
  );
}
