import { describe, expect, it } from 'vitest';
import { contentTypeOf, sortFiles } from './files';

const file = (name: string, type = '', text = 'x') => new File([text], name, { type });

describe('contentTypeOf', () => {
  it.each([
    ['IMG_1.JPG', '', 'image/jpeg'],
    ['scan.TIF', 'image/x-tiff', 'image/tiff'],
    ['phone.heic', '', 'image/heic'],
    ['layers.psd', 'application/octet-stream', 'image/vnd.adobe.photoshop'],
    ['no-extension', 'image/png', 'image/png'],
  ])('%s (%s) is %s', (name, type, expected) => {
    expect(contentTypeOf({ name, type })).toBe(expected);
  });

  it.each(['notes.txt', 'evil.svg', 'film.mp4', 'page.html', 'README'])('%s is no photo', (name) => {
    expect(contentTypeOf({ name, type: name.endsWith('svg') ? 'image/svg+xml' : '' })).toBeNull();
  });
});

describe('sortFiles', () => {
  it('separates photos, other files and empty ones, and passes over system files', () => {
    const sorted = sortFiles([
      file('a.jpg'),
      file('notes.txt'),
      file('.DS_Store'),
      file('Thumbs.db'),
      file('empty.png', 'image/png', ''),
    ]);
    expect(sorted.photos.map((photo) => photo.file.name)).toEqual(['a.jpg']);
    expect(sorted.notPhotos.map((other) => other.name)).toEqual(['notes.txt']);
    expect(sorted.empty.map((other) => other.name)).toEqual(['empty.png']);
  });
});
