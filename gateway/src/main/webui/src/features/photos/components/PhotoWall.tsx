import { type DragEvent, type KeyboardEvent as ReactKeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { type CellProps, type GridPlaces, JustifiedGrid } from '@/components/photo/JustifiedGrid';
import { Picture, type PictureSource } from '@/components/photo/Picture';
import { carriesPhotos, photosOf, putPhotos } from '../api/dragged-photos';
import { NOTHING_SELECTED, type Selection, allOf, extended, pruned, stepped, toggled } from '../api/selection';
import { useDragSelection } from './use-drag-selection';
import './photo-wall.css';

export interface WallItem {
  readonly id: string;
  readonly ratio: number | null;
  readonly alt: string;
  readonly status: 'uploading' | 'pending' | 'ready' | 'failed';
  readonly source: PictureSource | null;
  readonly placeholder: string | null;
  /** Gives a picture of the file on this machine, while there is none of the service. */
  readonly local: (() => Promise<string | null>) | null;
  /** 0 to 1 while bytes are on their way. */
  readonly progress: number | null;
  /** Why there is no picture, in words. */
  readonly reason: string | null;
  readonly rating: number;
  readonly isCover: boolean;
}

interface PhotoWallProps {
  readonly items: readonly WallItem[];
  readonly label: string;
  readonly targetHeight: number;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onOpen: (id: string) => void;
  /** Left out where nothing may be done to the photos. */
  readonly onDelete?: (ids: readonly string[]) => void;
  readonly onRate?: (ids: readonly string[], rating: number) => void;
  readonly onEndReached?: () => void;
  /** Whether photos can be dragged away, alone or as a selection. */
  readonly draggable?: boolean;
  /** Puts photos before another one, or at the end: by dragging, and by Alt with the arrow keys. */
  readonly onOrder?: (ids: readonly string[], before: string | null) => void;
}

interface Mark {
  readonly id: string;
  readonly side: 'before' | 'behind';
}

const touched = window.matchMedia('(pointer: coarse)').matches;
const keyOf = (item: WallItem) => item.id;
const ratioOf = (item: WallItem) => item.ratio;

const sideOf = (event: DragEvent<HTMLElement>): Mark['side'] => {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return event.clientX < left + width / 2 ? 'before' : 'behind';
};
const selectable = (item: WallItem) => item.status !== 'uploading';

export function PhotoWall(props: PhotoWallProps) {
  const { items, selection, onSelect, onOpen, onDelete, onRate } = props;
  const places = useRef<GridPlaces>(null);
  const { frame, band } = useDragSelection({
    places,
    idAt: (index) => {
      const item = items[index];
      return item && selectable(item) ? item.id : null;
    },
    selection,
    onSelect,
  });
  // A finger that holds a picture selects; only a mouse drags it away.
  const draggable = props.draggable === true && !touched;
  const order = useMemo(() => items.filter(selectable).map(keyOf), [items]);
  const selecting = selection.ids.size > 0;
  const { onOrder } = props;
  const [mark, setMark] = useState<Mark | null>(null);
  const [placed, setPlaced] = useState<string | null>(null);

  // A photo put elsewhere by its keys keeps the focus, wherever its cell is now.
  useEffect(() => {
    if (placed === null) return;
    document.querySelector<HTMLElement>(`[data-photo-id="${placed}"]`)?.focus({ preventScroll: true });
  }, [items, placed]);

  /** What goes with this one: the selection, when it is in it. */
  const together = (id: string) => (selection.ids.has(id) ? order.filter((one) => selection.ids.has(one)) : [id]);

  const step = (id: string, by: -1 | 1) => {
    const ids = together(id);
    const to = stepped(order, ids, by);
    if (to === undefined) return;
    setPlaced(id);
    onOrder?.(ids, to.before);
  };

  const dropAt = (item: WallItem, event: DragEvent<HTMLElement>) => {
    const ids = photosOf(event.dataTransfer);
    const from = order.indexOf(item.id) + (sideOf(event) === 'before' ? 0 : 1);
    onOrder?.(ids, order.slice(from).find((one) => !ids.includes(one)) ?? null);
  };

  useEffect(() => {
    const kept = pruned(selection, order);
    if (kept !== selection) onSelect(kept);
  }, [order, selection, onSelect]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || document.querySelector('[role=dialog], .yarl__portal')) return;
      if (event.key === 'Escape' && selecting) onSelect(NOTHING_SELECTED);
      if ((event.key === 'Delete' || event.key === 'Backspace') && selecting) onDelete?.([...selection.ids]);
      if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        onSelect(allOf(order));
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [selecting, selection, order, onSelect, onDelete]);

  const click = useCallback(
    (item: WallItem, event: MouseEvent) => {
      if (!selectable(item)) return;
      if (event.shiftKey) onSelect(extended(selection, item.id, order));
      else if (event.ctrlKey || event.metaKey || selecting) onSelect(toggled(selection, item.id));
      else if (item.status === 'ready') onOpen(item.id);
    },
    [selection, selecting, order, onSelect, onOpen],
  );

  return (
    <div ref={frame} data-selecting={selecting || undefined} className="photo-wall">
      {band !== null && (
        <div
          className="photo-band"
          style={{ left: band.left, top: band.top, width: band.right - band.left, height: band.bottom - band.top }}
        />
      )}
      <JustifiedGrid
        places={places}
        items={items}
        keyOf={keyOf}
        ratioOf={ratioOf}
        targetHeight={props.targetHeight}
        gap={4}
        label={props.label}
        role="grid"
        multiselectable
        onEndReached={props.onEndReached}
        onMove={(index, event) => {
          const item = items[index];
          if (event.shiftKey && item && selectable(item)) {
            const from = items[Number((event.target as HTMLElement).dataset.cell)];
            const started = selection.anchor === null && from ? toggled(selection, from.id) : selection;
            onSelect(extended(started, item.id, order));
          }
        }}
      >
        {(item, cell) => (
          <Cell
            item={item}
            cell={cell}
            selected={selection.ids.has(item.id)}
            onClick={click}
            onToggle={() => {
              onSelect(toggled(selection, item.id));
            }}
            onDrag={
              draggable && selectable(item)
                ? (event) => {
                    putPhotos(event.dataTransfer, together(item.id));
                  }
                : undefined
            }
            mark={mark?.id === item.id ? mark.side : undefined}
            onDragOver={
              onOrder && selectable(item)
                ? (event) => {
                    if (!carriesPhotos(event.dataTransfer)) return;
                    event.preventDefault();
                    event.dataTransfer.dropEffect = 'move';
                    const side = sideOf(event);
                    if (mark?.id !== item.id || mark.side !== side) setMark({ id: item.id, side });
                  }
                : undefined
            }
            onDragEnd={() => {
              setMark(null);
            }}
            onDrop={(event) => {
              setMark(null);
              if (!onOrder || !selectable(item) || !carriesPhotos(event.dataTransfer)) return;
              event.preventDefault();
              dropAt(item, event);
            }}
            onKey={(event) => {
              if (event.altKey) {
                if (!onOrder || !selectable(item) || !/^Arrow(Left|Right)$/.test(event.key)) return;
                step(item.id, event.key === 'ArrowLeft' ? -1 : 1);
              } else if (event.key === 'Enter' && item.status === 'ready') onOpen(item.id);
              else if (event.key === ' ' && selectable(item)) onSelect(toggled(selection, item.id));
              else if (/^[0-5]$/.test(event.key) && item.status === 'ready') {
                onRate?.(selecting ? [...selection.ids] : [item.id], Number(event.key));
              } else return;
              event.preventDefault();
            }}
          />
        )}
      </JustifiedGrid>
    </div>
  );
}

interface CellViewProps {
  readonly item: WallItem;
  readonly cell: CellProps;
  readonly selected: boolean;
  readonly onClick: (item: WallItem, event: MouseEvent) => void;
  readonly onToggle: () => void;
  readonly onDrag?: (event: DragEvent<HTMLElement>) => void;
  readonly onDragOver?: (event: DragEvent<HTMLElement>) => void;
  readonly onDragEnd: () => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
  /** On which side of it what is dragged would go. */
  readonly mark?: Mark['side'];
  readonly onKey: (event: ReactKeyboardEvent<HTMLElement>) => void;
}

function Cell({ item, cell, selected, onClick, onToggle, onDrag, onDragOver, onDragEnd, onDrop, mark, onKey }: CellViewProps) {
  const { t } = useTranslation(['studio', 'common']);
  const local = useLocal(item);
  const state =
    item.status === 'failed'
      ? (item.reason ?? t('photo_failed'))
      : item.status === 'pending'
        ? t('photo_pending')
        : item.status === 'uploading'
          ? (item.reason ?? t('upload_states.sending'))
          : null;
  return (
    <div
      role="gridcell"
      className="photo-cell wall-cell"
      tabIndex={cell.tabIndex}
      data-cell={cell.index}
      data-photo-id={item.id}
      data-status={item.status}
      aria-selected={selected}
      aria-label={state === null ? item.alt : `${item.alt}, ${state}`}
      onClick={(event) => {
        onClick(item, event);
      }}
      draggable={onDrag !== undefined}
      data-mark={mark}
      onDragStart={onDrag}
      onDragOver={onDragOver}
      onDragLeave={onDragEnd}
      onDragEnd={onDragEnd}
      onDrop={onDrop}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) onKey(event);
      }}
    >
      <Picture
        source={item.source}
        placeholder={item.placeholder}
        alt=""
        side={Math.max(cell.width, cell.height)}
        local={local}
      />
      {item.status === 'failed' && (
        <span className="wall-state">
          <Icon name="alert" size={20} />
          {cell.width > 130 && state}
        </span>
      )}
      {item.status === 'pending' && local === null && <span className="wall-note">{state}</span>}
      {item.progress !== null && (
        <span className="wall-progress">
          <span className="numbers">{item.reason ?? `${String(Math.round(item.progress * 100))} %`}</span>
          <span className="wall-meter">
            <span style={{ transform: `scaleX(${String(item.progress)})` }} />
          </span>
        </span>
      )}
      {item.isCover && (
        <span className="wall-mark" title={t('cover')}>
          {t('cover')}
        </span>
      )}
      {item.rating > 0 && (
        <span className="wall-rating numbers" title={t('rated', { count: item.rating })}>
          {'★'.repeat(item.rating)}
        </span>
      )}
      {selectable(item) && (
        <button
          type="button"
          className="wall-tick"
          tabIndex={-1}
          aria-label={t(selected ? 'deselect_photo' : 'select_photo', { name: item.alt })}
          onClick={(event) => {
            event.stopPropagation();
            if (event.shiftKey) onClick(item, event);
            else onToggle();
          }}
        >
          <Icon name="check" size={14} />
        </button>
      )}
    </div>
  );
}

function useLocal(item: WallItem): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const { local } = item;
  useEffect(() => {
    if (local === null) return;
    let wanted = true;
    void local().then((made) => {
      if (wanted) setUrl(made);
    });
    return () => {
      wanted = false;
    };
  }, [local]);
  return url;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
