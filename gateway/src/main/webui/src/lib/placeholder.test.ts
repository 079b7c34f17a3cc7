import { describe, expect, it } from 'vitest';
import { placeholderOf } from './placeholder';

describe('placeholderOf', () => {
  it('decodes a ThumbHash to a small picture and its mean colour', () => {
    const placeholder = placeholderOf('JAgKDYJzSYfAeZdEhoh2mHkMqaag');
    expect(placeholder?.url).toMatch(/^data:image\/png;base64,/);
    expect(placeholder?.color).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
  });

  it('takes base64url as well and answers the same object again', () => {
    const once = placeholderOf('4igKHQa-daCaOVd4d3iIiDZvSfOW');
    expect(once).not.toBeNull();
    expect(placeholderOf('4igKHQa-daCaOVd4d3iIiDZvSfOW')).toBe(once);
  });

  it.each([null, undefined, '', '!!!', 'AA=='])('makes no fuss about %s', (hash) => {
    expect(placeholderOf(hash)).toBeNull();
  });
});
