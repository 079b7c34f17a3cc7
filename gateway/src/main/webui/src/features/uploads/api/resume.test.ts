import { describe, expect, it } from 'vitest';
import type { Upload } from './queue';
import { entryOf } from './resume';

const upload = (change: Partial<Upload>): Upload => ({
  id: 'one',
  galleryId: 'gallery',
  file: new File(['as chosen'], 'a.PNG', { type: 'image/png', lastModified: 7 }),
  contentType: 'image/png',
  shrinking: 'unwanted',
  smaller: null,
  size: 9,
  addedAt: 0,
  state: 'queued',
  sentBytes: 0,
  attempts: 0,
  problem: null,
  photoId: null,
  key: null,
  target: null,
  ...change,
});

describe('entryOf', () => {
  it('keeps the file that is sent', () => {
    const chosen = upload({});
    expect(entryOf(chosen)).toMatchObject({ file: chosen.file, name: 'a.PNG', size: 9, contentType: 'image/png' });
  });

  it('keeps the smaller copy, which is not to be made again, once there is one', () => {
    const smaller = new File(['less'], 'a.jpg', { type: 'image/jpeg', lastModified: 7 });
    expect(entryOf(upload({ shrinking: 'due' }))).toMatchObject({ name: 'a.PNG', shrinking: 'due' });
    const entry = entryOf(upload({ shrinking: 'done', smaller, size: 4 }));
    expect(entry).toMatchObject({ name: 'a.jpg', size: 4, contentType: 'image/jpeg', shrinking: 'done' });
    expect(entry.file).toBe(smaller);
  });
});
