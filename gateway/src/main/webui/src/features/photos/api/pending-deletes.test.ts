import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '@/lib/api/problem';
import { PendingDeletes } from './pending-deletes';

describe('PendingDeletes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('hides at once and deletes a moment later', async () => {
    const remove = vi.fn(() => Promise.resolve());
    const settle = vi.fn();
    const deletes = new PendingDeletes(remove);
    deletes.schedule(['a', 'b'], settle);
    expect([...deletes.ids()]).toEqual(['a', 'b']);
    expect(remove).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(remove).toHaveBeenCalledTimes(2);
    expect(settle).toHaveBeenCalledWith([]);
    expect(deletes.ids().size).toBe(0);
  });

  it('deletes nothing after undo', async () => {
    const remove = vi.fn(() => Promise.resolve());
    const deletes = new PendingDeletes(remove);
    deletes.schedule(['a'], vi.fn())();
    await vi.runAllTimersAsync();
    expect(remove).not.toHaveBeenCalled();
    expect(deletes.ids().size).toBe(0);
  });

  it('tells which could not be deleted; what was gone already is fine', async () => {
    const locked = new Problem({ slug: 'conflict', status: 409 });
    const gone = new Problem({ slug: 'not-found', status: 404 });
    const settle = vi.fn();
    const deletes = new PendingDeletes((id) => (id === 'ok' ? Promise.resolve() : Promise.reject(id === 'locked' ? locked : gone)));
    deletes.schedule(['ok', 'locked', 'gone'], settle);
    await vi.runAllTimersAsync();
    expect(settle).toHaveBeenCalledWith([{ id: 'locked', problem: locked }]);
  });

  it('deletes when the page is left before the time is over', () => {
    const remove = vi.fn(() => Promise.resolve());
    const deletes = new PendingDeletes(remove);
    deletes.schedule(['a'], vi.fn());
    window.dispatchEvent(new Event('pagehide'));
    expect(remove).toHaveBeenCalledWith('a', true);
  });
});
