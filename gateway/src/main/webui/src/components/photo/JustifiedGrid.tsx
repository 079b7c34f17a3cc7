import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Area, clampRatio, indexesWithin, justify, nearestIndex, neighbourRow } from '@/lib/justify';
import './justified-grid.css';

export interface CellProps {
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** 0 for the one cell that takes part in tabbing, -1 for the others. */
  readonly tabIndex: 0 | -1;
}

/** Where the photographs lie, also those whose rows are not drawn; places are those of the window. */
export interface GridPlaces {
  within(area: Area): number[];
  nearest(x: number, y: number): number | null;
}

interface JustifiedGridProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly ratioOf: (item: T) => number | null;
  readonly targetHeight: number;
  readonly gap: number;
  readonly label: string;
  readonly children: (item: T, cell: CellProps) => ReactNode;
  readonly onEndReached?: () => void;
  readonly onMove?: (index: number, event: KeyboardEvent) => void;
  /** `grid` where cells can be selected, `list` where they are only opened. */
  readonly role?: 'grid' | 'list';
  readonly multiselectable?: boolean;
  readonly places?: Ref<GridPlaces>;
}

/**
 * Photographs in justified rows; only the rows near the window exist in the document. Each cell must render one
 * focusable element with `data-cell={index}`; arrows, Home and End move the focus between them.
 */
export function JustifiedGrid<T>(props: JustifiedGridProps<T>) {
  const { items, keyOf, ratioOf, targetHeight, gap, label, children, onEndReached, onMove, role = 'list' } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [offset, setOffset] = useState(0);
  const [active, setActive] = useState(0);
  const focusNext = useRef<number | null>(null);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => {
      setWidth(element.clientWidth);
      setOffset(Math.round(element.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, []);

  const wall = useMemo(
    () =>
      justify(
        items.map((item) => clampRatio(ratioOf(item))),
        width,
        targetHeight,
        gap,
      ),
    [items, ratioOf, width, targetHeight, gap],
  );

  useImperativeHandle(
    props.places,
    () => {
      const origin = () => frame.current?.getBoundingClientRect() ?? new DOMRect();
      return {
        within: (area) => {
          const { left, top } = origin();
          return indexesWithin(wall, {
            left: area.left - left,
            top: area.top - top,
            right: area.right - left,
            bottom: area.bottom - top,
          });
        },
        nearest: (x, y) => {
          const { left, top } = origin();
          return nearestIndex(wall, x - left, y - top);
        },
      };
    },
    [wall],
  );

  const virtualizer = useWindowVirtualizer({
    count: wall.rows.length,
    estimateSize: (index) => (wall.rows[index]?.height ?? targetHeight) + gap,
    overscan: 3,
    scrollMargin: offset,
  });
  useLayoutEffect(() => {
    virtualizer.measure();
  }, [virtualizer, wall]);

  const rows = virtualizer.getVirtualItems();
  const lastRow = rows[rows.length - 1]?.index ?? -1;
  useEffect(() => {
    if (wall.rows.length > 0 && lastRow >= wall.rows.length - 4) onEndReached?.();
  }, [lastRow, wall.rows.length, onEndReached]);

  const tabStop = Math.min(active, Math.max(0, items.length - 1));

  // Whoever deletes the photo under the focus goes on with the one that takes its place.
  const focusInside = useRef(false);
  useLayoutEffect(() => {
    if (focusInside.current && document.activeElement === document.body && items.length > 0) {
      focusNext.current = Math.min(active, items.length - 1);
    }
    // Only a change of the items can take the focused one away.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items]);

  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    const cell = frame.current?.querySelector<HTMLElement>(`[data-cell="${String(focusNext.current)}"]`);
    if (cell) {
      focusNext.current = null;
      cell.focus({ preventScroll: true });
    }
  });

  const moveTo = useCallback(
    (index: number, event: KeyboardEvent) => {
      event.preventDefault();
      const to = Math.min(items.length - 1, Math.max(0, index));
      const row = wall.rows.findIndex((candidate) => candidate.boxes.some((box) => box.index === to));
      focusNext.current = to;
      setActive(to);
      if (row >= 0) virtualizer.scrollToIndex(row, { align: 'auto' });
      onMove?.(to, event);
    },
    [items.length, wall, virtualizer, onMove],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const from = cellIndex(event.target);
    if (from === null || event.altKey || event.metaKey) return;
    switch (event.key) {
      case 'ArrowLeft':
        moveTo(from - 1, event);
        break;
      case 'ArrowRight':
        moveTo(from + 1, event);
        break;
      case 'ArrowUp':
        moveTo(neighbourRow(wall, from, -1), event);
        break;
      case 'ArrowDown':
        moveTo(neighbourRow(wall, from, 1), event);
        break;
      case 'Home':
        moveTo(0, event);
        break;
      case 'End':
        moveTo(items.length - 1, event);
        break;
      default:
    }
  };

  // A virtual row may hold the tab stop no longer: then the first visible cell takes it.
  const visible = rows.flatMap((row) => wall.rows[row.index]?.boxes.map((box) => box.index) ?? []);
  const reachable = visible.includes(tabStop) ? tabStop : (visible[0] ?? 0);

  return (
    <div
      ref={frame}
      className="justified"
      // Without anything in it this is no grid yet, and may not be described as one.
      {...(items.length > 0 && {
        role,
        'aria-label': label,
        'aria-rowcount': role === 'grid' ? wall.rows.length : undefined,
        'aria-multiselectable': role === 'grid' && props.multiselectable ? true : undefined,
      })}
      style={{ height: wall.height }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const index = cellIndex(event.target);
        if (index !== null) setActive(index);
        focusInside.current = true;
      }}
      onBlur={(event) => {
        // A removed element reports no blur; a press beside the grid or a tab out of it does.
        if (!event.currentTarget.contains(event.relatedTarget)) focusInside.current = false;
      }}
    >
      {rows.map((virtual) => {
        const row = wall.rows[virtual.index];
        if (row === undefined) return null;
        const cells = row.boxes.map((box) => {
          const item = items[box.index];
          if (item === undefined) return null;
          return (
            <div
              key={keyOf(item)}
              className="justified-cell"
              role={role === 'list' ? 'listitem' : 'presentation'}
              style={{ left: box.left, width: box.width, height: row.height }}
            >
              {children(item, {
                index: box.index,
                width: box.width,
                height: row.height,
                tabIndex: box.index === reachable ? 0 : -1,
              })}
            </div>
          );
        });
        return (
          <div
            key={virtual.index}
            className="justified-row"
            role={role === 'grid' ? 'row' : 'presentation'}
            aria-rowindex={role === 'grid' ? virtual.index + 1 : undefined}
            style={{ transform: `translateY(${String(row.top)}px)`, height: row.height }}
          >
            {cells}
          </div>
        );
      })}
    </div>
  );
}

function cellIndex(target: EventTarget): number | null {
  const value = (target as HTMLElement).dataset.cell;
  return value === undefined ? null : Number(value);
}
