import { describe, expect, it } from 'vitest';
import { type Selection, banded, swept } from './selection';

const of = (...ids: string[]): Selection => ({ ids: new Set(ids), anchor: ids.at(-1) ?? null });
const idsOf = (selection: Selection) => [...selection.ids].sort().join('');

describe('a rubber band', () => {
  it('replaces, adds or toggles, always against what was selected before it', () => {
    expect(idsOf(banded(of('a'), ['b', 'c'], 'replace'))).toBe('bc');
    expect(idsOf(banded(of('a'), ['b', 'c'], 'add'))).toBe('abc');
    expect(idsOf(banded(of('a', 'b'), ['b', 'c'], 'toggle'))).toBe('ac');
    // It shrinks again: what it left is as it was.
    expect(idsOf(banded(of('a', 'b'), [], 'toggle'))).toBe('ab');
    expect(idsOf(banded(of('a', 'b'), [], 'replace'))).toBe('');
  });
});

describe('a finger', () => {
  it('does to all what it did to the first', () => {
    expect(idsOf(swept(of('d'), ['a', 'b']))).toBe('abd');
    expect(idsOf(swept(of('a', 'c', 'd'), ['a', 'b', 'c']))).toBe('d');
  });
});
