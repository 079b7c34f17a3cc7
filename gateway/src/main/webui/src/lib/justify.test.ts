import { describe, expect, it } from 'vitest';
import { clampRatio, justify, neighbourRow, indexesWithin, nearestIndex } from './justify';

const WIDTH = 1200;
const GAP = 4;

function ratios(count: number): number[] {
  const kinds = [1.5, 0.667, 1.333, 1.78, 0.75, 1];
  return Array.from({ length: count }, (_, index) => kinds[(index * 7) % kinds.length]!);
}

describe('justify', () => {
  it('fills every row but the last to the width exactly', () => {
    const { rows } = justify(ratios(200), WIDTH, 210, GAP);
    for (const row of rows.slice(0, -1)) {
      const last = row.boxes.at(-1)!;
      expect(last.left + last.width).toBeCloseTo(WIDTH, 6);
    }
  });

  it('keeps rows near the wanted height', () => {
    const { rows } = justify(ratios(200), WIDTH, 210, GAP);
    for (const row of rows) {
      expect(row.height).toBeGreaterThan(210 * 0.6);
      expect(row.height).toBeLessThan(210 * 1.5);
    }
  });

  it('shows every photo once, in order', () => {
    const { rows } = justify(ratios(97), WIDTH, 210, GAP);
    expect(rows.flatMap((row) => row.boxes.map((box) => box.index))).toEqual(Array.from({ length: 97 }, (_, i) => i));
  });

  it('never moves an earlier row when photos are appended, but the last one', () => {
    const before = justify(ratios(100), WIDTH, 210, GAP).rows;
    const after = justify(ratios(140), WIDTH, 210, GAP).rows;
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  });

  it('does not blow up a lonely last photo', () => {
    const { rows, height } = justify([1.5], WIDTH, 210, GAP);
    expect(rows).toHaveLength(1);
    expect(rows[0]!.height).toBe(210);
    expect(height).toBe(210);
  });

  it('shrinks a panorama to the width', () => {
    const { rows } = justify([3.2], 300, 210, GAP);
    expect(rows[0]!.boxes[0]!.width).toBeCloseTo(300);
    expect(rows[0]!.height).toBeCloseTo(300 / 3.2);
  });

  it('lays out ten thousand photos in a blink', () => {
    const many = ratios(10_000);
    const start = performance.now();
    justify(many, WIDTH, 210, GAP);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('has nothing to show without a width', () => {
    expect(justify(ratios(3), 0, 210, GAP)).toEqual({ rows: [], height: 0 });
  });
});

describe('clampRatio', () => {
  it('replaces what is unknown and tames extremes', () => {
    expect(clampRatio(null)).toBe(1.5);
    expect(clampRatio(Number.NaN)).toBe(1.5);
    expect(clampRatio(0)).toBe(1.5);
    expect(clampRatio(40)).toBe(3.2);
    expect(clampRatio(0.01)).toBe(0.4);
  });
});

describe('neighbourRow', () => {
  const wall = justify([1, 1, 1, 1, 1, 1], 400, 200, 0);

  it('goes to the photo under the middle', () => {
    expect(wall.rows).toHaveLength(3);
    expect(neighbourRow(wall, 1, 1)).toBe(3);
    expect(neighbourRow(wall, 4, -1)).toBe(2);
  });

  it('stays at the edges', () => {
    expect(neighbourRow(wall, 0, -1)).toBe(0);
    expect(neighbourRow(wall, 5, 1)).toBe(5);
  });
});

describe('an area of the wall', () => {
  // Two rows of two squares of 100 each, 4 apart.
  const wall = justify([1, 1, 1, 1], 204, 100, 4);

  it('holds the photographs it touches, in both directions', () => {
    expect(indexesWithin(wall, { left: 10, top: 10, right: 20, bottom: 20 })).toEqual([0]);
    expect(indexesWithin(wall, { left: 90, top: 90, right: 120, bottom: 120 })).toEqual([0, 1, 2, 3]);
    expect(indexesWithin(wall, { left: 150, top: -50, right: 400, bottom: 400 })).toEqual([1, 3]);
    expect(indexesWithin(wall, { left: 0, top: 300, right: 400, bottom: 400 })).toEqual([]);
  });

  it('is nearest to one photograph, also from outside', () => {
    expect(nearestIndex(wall, 50, 50)).toBe(0);
    expect(nearestIndex(wall, 500, 500)).toBe(3);
    expect(nearestIndex(wall, -10, 130)).toBe(2);
    expect(nearestIndex({ rows: [], height: 0 }, 0, 0)).toBeNull();
  });
});
