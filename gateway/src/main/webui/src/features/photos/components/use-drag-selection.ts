import { type RefObject, useEffect, useRef, useState } from 'react';
import type { GridPlaces } from '@/components/photo/JustifiedGrid';
import type { Area } from '@/lib/justify';
import { type Selection, type Way, banded, swept } from '../api/selection';

const BEGINS_AFTER_PX = 5;
const HELD_MS = 420;
const EDGE_PX = 72;
const FASTEST_PX = 22;

interface DragSelectionProps {
  readonly places: RefObject<GridPlaces | null>;
  /** Of the items in the order of the wall; null for one that cannot be selected. */
  readonly idAt: (index: number) => string | null;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

/**
 * Selects by dragging: a rubber band with the mouse, from beside the pictures or from one that cannot be dragged itself; with a finger
 * after holding one picture, from that to wherever the finger goes. Near the edges of the window the page moves along.
 *
 * @return the frame to listen on, and the band to draw, by places of the window
 */
export function useDragSelection(props: DragSelectionProps): { frame: RefObject<HTMLDivElement | null>; band: Area | null } {
  const frame = useRef<HTMLDivElement>(null);
  const [band, setBand] = useState<Area | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let end: (() => void) | undefined;
    let scrolling = 0;

    const ids = (indexes: readonly number[]) => indexes.flatMap((index) => latest.current.idAt(index) ?? []);

    /** Calls back for every place of the pointer, also when the page moves below it. */
    const follow = (pointerId: number, moved: (x: number, y: number) => void, ended: (cancelled: boolean) => void) => {
      let x = 0;
      let y = 0;
      let known = false;
      const scroll = () => {
        const below = y - (innerHeight - EDGE_PX);
        const above = EDGE_PX - y;
        const by = below > 0 ? below : above > 0 ? -above : 0;
        if (known && by !== 0) {
          const before = scrollY;
          scrollBy({ top: Math.sign(by) * Math.min(FASTEST_PX, Math.abs(by) / 3), behavior: 'instant' });
          if (scrollY !== before) moved(x, y);
        }
        scrolling = requestAnimationFrame(scroll);
      };
      const onMove = (event: PointerEvent) => {
        if (event.pointerId !== pointerId) return;
        ({ clientX: x, clientY: y } = event);
        known = true;
        moved(x, y);
      };
      const onEnd = (event: PointerEvent) => {
        if (event.pointerId === pointerId) end?.();
      };
      const onKey = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        ended(true);
        end?.();
      };
      addEventListener('pointermove', onMove);
      addEventListener('pointerup', onEnd);
      addEventListener('pointercancel', onEnd);
      addEventListener('keydown', onKey, { capture: true });
      scrolling = requestAnimationFrame(scroll);
      end = () => {
        end = undefined;
        cancelAnimationFrame(scrolling);
        removeEventListener('pointermove', onMove);
        removeEventListener('pointerup', onEnd);
        removeEventListener('pointercancel', onEnd);
        removeEventListener('keydown', onKey, { capture: true });
        ended(false);
      };
    };

    /** The press that began it is no click on what lies below. */
    const withoutClick = () => {
      const onClick = (event: MouseEvent) => {
        event.stopPropagation();
        event.preventDefault();
      };
      addEventListener('click', onClick, { capture: true, once: true });
      setTimeout(() => {
        removeEventListener('click', onClick, { capture: true });
      });
    };

    const drawBand = (event: PointerEvent) => {
      const cell = (event.target as Element).closest<HTMLElement>('[data-cell]');
      if (cell?.draggable || (event.target as Element).closest('button, a, input')) return;
      const way: Way = event.shiftKey ? 'add' : event.ctrlKey || event.metaKey ? 'toggle' : 'replace';
      const before = latest.current.selection;
      const from = { x: event.clientX + scrollX, y: event.clientY + scrollY };
      let begun = false;
      follow(
        event.pointerId,
        (x, y) => {
          const start = { x: from.x - scrollX, y: from.y - scrollY };
          if (!begun && Math.hypot(x - start.x, y - start.y) < BEGINS_AFTER_PX) return;
          begun = true;
          const area = {
            left: Math.min(start.x, x),
            top: Math.min(start.y, y),
            right: Math.max(start.x, x),
            bottom: Math.max(start.y, y),
          };
          setBand(area);
          latest.current.onSelect(banded(before, ids(latest.current.places.current?.within(area) ?? []), way));
        },
        (cancelled) => {
          setBand(null);
          if (cancelled) latest.current.onSelect(before);
          if (begun) withoutClick();
        },
      );
    };

    const hold = (event: PointerEvent) => {
      if ((event.target as Element).closest('[data-cell]') === null) return;
      const start = { x: event.clientX, y: event.clientY };
      let held = false;
      let first: number | null = null;
      const before = latest.current.selection;
      const timer = setTimeout(() => {
        first = latest.current.places.current?.nearest(start.x, start.y) ?? null;
        const id = first === null ? null : latest.current.idAt(first);
        if (id === null) {
          end?.();
          return;
        }
        held = true;
        (navigator as { vibrate?: (milliseconds: number) => boolean }).vibrate?.(12);
        latest.current.onSelect(swept(before, [id]));
      }, HELD_MS);
      // As long as the picture is held the page does not move under the finger.
      const still = (touch: TouchEvent) => {
        if (held) touch.preventDefault();
      };
      element.addEventListener('touchmove', still, { passive: false });
      const noMenu = (menu: Event) => {
        menu.preventDefault();
      };
      element.addEventListener('contextmenu', noMenu);
      follow(
        event.pointerId,
        (x, y) => {
          if (!held) {
            if (Math.hypot(x - start.x, y - start.y) > BEGINS_AFTER_PX * 2) end?.();
            return;
          }
          const to = latest.current.places.current?.nearest(x, y) ?? first;
          if (to === null || first === null) return;
          const [low, high] = [Math.min(first, to), Math.max(first, to)];
          const range = ids(Array.from({ length: high - low + 1 }, (_, at) => low + at));
          latest.current.onSelect(swept(before, first <= to ? range : range.reverse()));
        },
        () => {
          clearTimeout(timer);
          element.removeEventListener('touchmove', still);
          element.removeEventListener('contextmenu', noMenu);
          if (held) withoutClick();
        },
      );
    };

    const onDown = (event: PointerEvent) => {
      if (end !== undefined || event.button !== 0 || !event.isPrimary) return;
      if (event.pointerType === 'touch') hold(event);
      else drawBand(event);
    };
    element.addEventListener('pointerdown', onDown);
    return () => {
      element.removeEventListener('pointerdown', onDown);
      end?.();
    };
  }, []);

  return { frame, band };
}
