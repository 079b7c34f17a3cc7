export interface Box {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

export interface Row {
  readonly top: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

export interface Wall {
  readonly rows: readonly Row[];
  readonly height: number;
}

/** Extremes are drawn as if cropped to these, so that one panorama or one banner does not spoil its row. */
const NARROWEST = 0.4;
const WIDEST = 3.2;
const UNKNOWN = 1.5;

export const clampRatio = (ratio: number | null | undefined): number =>
  ratio && Number.isFinite(ratio) && ratio > 0 ? Math.min(WIDEST, Math.max(NARROWEST, ratio)) : UNKNOWN;

/**
 * Breaks photographs into rows that fill the width exactly, each as near to the wanted height as the order allows.
 * Greedy and in one pass: appending photographs never moves an earlier row, except the last one. The last row is not
 * stretched beyond the wanted height.
 */
export function justify(ratios: readonly number[], width: number, targetHeight: number, gap: number): Wall {
  const rows: Row[] = [];
  if (width <= 0) return { rows, height: 0 };
  let top = 0;
  let start = 0;
  let sum = 0;

  const heightOf = (count: number, ratioSum: number) => (width - gap * (count - 1)) / ratioSum;
  const close = (end: number, height: number, fill: boolean) => {
    const boxes: Box[] = [];
    let left = 0;
    for (let index = start; index < end; index++) {
      const boxWidth = ratios[index]! * height;
      boxes.push({ index, left, width: boxWidth });
      left += boxWidth + gap;
    }
    const last = boxes[boxes.length - 1];
    if (fill && last) boxes[boxes.length - 1] = { ...last, width: width - last.left };
    rows.push({ top, height, boxes });
    top += height + gap;
    start = end;
    sum = 0;
  };

  for (let index = 0; index < ratios.length; index++) {
    const ratio = ratios[index]!;
    const count = index - start + 1;
    const height = heightOf(count, sum + ratio);
    if (height > targetHeight) {
      sum += ratio;
      continue;
    }
    // The row is full with this one, or was nearer to the wanted height without it.
    const before = count > 1 ? heightOf(count - 1, sum) : Number.POSITIVE_INFINITY;
    if (before / targetHeight < targetHeight / height) {
      close(index, before, true);
      sum = ratio;
      const alone = heightOf(1, ratio);
      if (alone <= targetHeight) close(index + 1, alone, true);
    } else {
      close(index + 1, height, true);
    }
  }
  if (start < ratios.length) {
    const count = ratios.length - start;
    close(ratios.length, Math.min(targetHeight, heightOf(count, sum)), false);
  }
  return { rows, height: Math.max(0, top - gap) };
}

/** The photograph one step above or below: of the nearest row, the one under the middle of the present one. */
export function neighbourRow(wall: Wall, index: number, step: 1 | -1): number {
  const at = wall.rows.findIndex((row) => row.boxes.some((box) => box.index === index));
  const from = wall.rows[at]?.boxes.find((box) => box.index === index);
  const to = wall.rows[at + step];
  if (!from || !to) return index;
  const middle = from.left + from.width / 2;
  return to.boxes.reduce((best, box) => (distance(box, middle) < distance(best, middle) ? box : best)).index;
}

const distance = (box: Box, x: number) => Math.abs(box.left + box.width / 2 - x);

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The photographs that an area of the wall touches, whether their cells are drawn or not. */
export function indexesWithin(wall: Wall, area: Area): number[] {
  return wall.rows
    .filter((row) => row.top <= area.bottom && row.top + row.height >= area.top)
    .flatMap((row) => row.boxes.filter((box) => box.left <= area.right && box.left + box.width >= area.left))
    .map((box) => box.index);
}

/** The photograph at a place of the wall, or the nearest one; null on an empty wall. */
export function nearestIndex(wall: Wall, x: number, y: number): number | null {
  const off = (row: Row) => Math.max(row.top - y, y - row.top - row.height, 0);
  const row = wall.rows.reduce<Row | null>((best, one) => (best === null || off(one) < off(best) ? one : best), null);
  return row === null || row.boxes.length === 0
    ? null
    : row.boxes.reduce((best, box) => (distance(box, x) < distance(best, x) ? box : best)).index;
}
