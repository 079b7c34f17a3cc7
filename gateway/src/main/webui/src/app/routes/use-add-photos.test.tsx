import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Uploads, useShrinkChoice, useUploadQueue } from '@/features/uploads/components/Uploads';
import { useAddPhotos } from './use-add-photos';

const frame = ({ children }: { children: ReactNode }) => (
  <Uploads accountId="anna" onDone={() => undefined} onResumed={() => undefined}>
    {children}
  </Uploads>
);
const photo = (name: string) => new File(['x'], name, { type: 'image/jpeg' });

afterEach(() => {
  localStorage.clear();
});

describe('useAddPhotos', () => {
  it('has photos made smaller from the moment on that this is chosen', () => {
    const { result, unmount } = renderHook(
      () => ({ add: useAddPhotos(), queue: useUploadQueue(), choose: useShrinkChoice()[1] }),
      { wrapper: frame },
    );
    result.current.queue.pause();
    result.current.add([photo('a.jpg')], 'gallery');
    act(() => {
      result.current.choose(true);
    });
    result.current.add([photo('b.jpg')], 'gallery');
    expect(result.current.queue.getState().uploads.map((upload) => upload.shrinking)).toEqual(['unwanted', 'due']);
    unmount();
  });
});
