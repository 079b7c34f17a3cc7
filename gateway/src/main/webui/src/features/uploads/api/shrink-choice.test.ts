import { afterEach, describe, expect, it, vi } from 'vitest';
import { ShrinkChoice } from './shrink-choice';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('ShrinkChoice', () => {
  it('is off until it is switched on, and remembered for this account alone', () => {
    const choice = new ShrinkChoice('anna');
    expect(choice.isOn()).toBe(false);
    choice.choose(true);
    expect(new ShrinkChoice('anna').isOn()).toBe(true);
    expect(new ShrinkChoice('ben').isOn()).toBe(false);
    choice.choose(false);
    expect(new ShrinkChoice('anna').isOn()).toBe(false);
  });

  it('lasts as long as the page when the browser keeps nothing', () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    const choice = new ShrinkChoice('anna');
    expect(choice.isOn()).toBe(false);
    choice.choose(true);
    expect(choice.isOn()).toBe(true);
  });

  it('follows what is chosen in another tab', () => {
    const here = new ShrinkChoice('anna');
    const listener = vi.fn();
    const leave = here.subscribe(listener);
    new ShrinkChoice('anna').choose(true);
    window.dispatchEvent(new StorageEvent('storage', { key: 'vitrine.shrink-uploads.anna' }));
    expect(here.isOn()).toBe(true);
    expect(listener).toHaveBeenCalled();
    leave();
  });
});
