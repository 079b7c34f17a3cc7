import { describe, expect, it } from 'vitest';
import { asQuery, isNarrowed, readFilter } from './filter';

describe('the filter in the address', () => {
  it('takes what it knows and leaves the rest', () => {
    expect(
      readFilter({ q: ' ', tag: 'cake', rating: '4', status: 'gone', from: '2026-02-30x', to: '2026-05-31', evil: '<script>' }),
    ).toEqual({ tag: 'cake', rating: 4, to: '2026-05-31' });
    expect(readFilter({ rating: 9, archived: 'yes', sort: 'taken', q: 2026 })).toEqual({ q: '2026', sort: 'taken' });
  });

  it('is narrowed by anything but the order', () => {
    expect(isNarrowed({ sort: 'taken' })).toBe(false);
    expect(isNarrowed({ sort: 'taken', rating: 1 })).toBe(true);
  });

  it('asks for whole days of the reader', () => {
    const { from, to } = asQuery({ from: '2026-05-31', to: '2026-05-31' });
    expect(from).toBe(new Date(2026, 4, 31).toISOString());
    expect(to).toBe(new Date(2026, 5, 1).toISOString());
  });
});
