import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Photo, UploadTarget } from '@/lib/api/models';
import { Problem, networkProblem } from '@/lib/api/problem';
import { type QueueOptions, type Upload, UploadQueue, type UploadSteps, backOff, sentFile, sentType, totals } from './queue';

const photo = (id: string) => ({ id, status: 'pending' }) as Photo;
const file = (name: string, text = name) => new File([text], name, { type: 'image/jpeg' });
const fresh = (name: string, text?: string) => ({
  file: file(name, text),
  contentType: 'image/jpeg',
  galleryId: 'gallery',
});
const problem = (status: number, slug: string, facts = {}) => new Problem({ slug, status, facts });

let reservations = 0;
function target(expiresInMs = 3_600_000): UploadTarget {
  const id = `photo-${String(++reservations)}`;
  return {
    upload_url: `http://media/u/${id}`,
    method: 'PUT',
    headers: {},
    key: `account/${id}.jpg`,
    photo_id: id,
    public_url: '',
    expires_at: new Date(Date.now() + expiresInMs).toISOString(),
    parts: null,
  };
}

function started(overrides: Partial<UploadSteps> = {}, options: Partial<QueueOptions> = {}) {
  const steps = {
    shrink: vi.fn<UploadSteps['shrink']>(() => Promise.resolve(null)),
    hash: vi.fn<UploadSteps['hash']>(() => Promise.resolve(null)),
    reserve: vi.fn<UploadSteps['reserve']>(() => Promise.resolve(target())),
    send: vi.fn<UploadSteps['send']>((_, sent, onSent) => {
      onSent(sent.size);
      return Promise.resolve();
    }),
    resume: vi.fn<UploadSteps['resume']>(() => Promise.resolve(target())),
    abandon: vi.fn<UploadSteps['abandon']>(),
    confirm: vi.fn<UploadSteps['confirm']>((upload) => Promise.resolve(photo(upload.photoId!))),
    ...overrides,
  };
  const onDone = vi.fn();
  const remember = vi.fn();
  const forget = vi.fn();
  const queue = new UploadQueue({ steps, delay: () => 1, onDone, remember, forget, ...options });
  const states = () => queue.getState().uploads.map((upload) => upload.state);
  const settled = () =>
    vi.waitFor(() => {
      expect(states().every((state) => ['done', 'duplicate', 'failed'].includes(state))).toBe(true);
    });
  return { queue, steps, states, settled, onDone, remember, forget };
}

const failing = <T>(failures: Problem[], then: () => T) => {
  const left = [...failures];
  return () => {
    const next = left.shift();
    return next === undefined ? Promise.resolve(then()) : Promise.reject(next);
  };
};

describe('UploadQueue', () => {
  beforeEach(() => {
    reservations = 0;
  });

  it('reserves, sends and confirms every file, and tells of each photo', async () => {
    const { queue, steps, states, settled, onDone } = started();
    queue.add([fresh('a.jpg'), fresh('b.jpg'), fresh('c.jpg')]);
    await settled();
    expect(states()).toEqual(['done', 'done', 'done']);
    expect(steps.reserve).toHaveBeenCalledTimes(3);
    expect(steps.send).toHaveBeenCalledTimes(3);
    expect(onDone).toHaveBeenCalledTimes(3);
  });

  it('goes on with the parts that have not arrived', async () => {
    const parts = { size: 4, urls: ['u1', 'u2'], received: [] as number[], complete_url: 'c' };
    const first = { ...target(), parts };
    const { queue, steps, settled, states } = started({
      reserve: vi.fn(() => Promise.resolve(first)),
      resume: vi.fn(() => Promise.resolve({ ...first, parts: { ...parts, received: [1] } })),
      send: vi.fn(failing([networkProblem()], () => undefined)),
    });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.reserve).toHaveBeenCalledTimes(1);
    expect(steps.send).toHaveBeenLastCalledWith(
      expect.objectContaining({ parts: expect.objectContaining({ received: [1] }) as unknown }),
      expect.anything(),
      expect.anything(),
      expect.anything(),
    );
  });

  it('takes up what was begun with a file that is picked again', async () => {
    const { queue, steps, settled, states } = started(
      { confirm: vi.fn(failing([problem(422, 'upload-missing')], () => photo('known'))) },
      { recognise: () => ({ id: 'kept', key: 'account/known.jpg', photoId: 'known' }) },
    );
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.resume).toHaveBeenCalledTimes(1);
    expect(steps.reserve).not.toHaveBeenCalled();
  });

  it('gives up with the service what is removed before its end', async () => {
    const { queue, steps } = started({ send: () => new Promise(() => undefined) });
    queue.add([fresh('a.jpg')]);
    await vi.waitFor(() => {
      expect(queue.getState().uploads[0]?.state).toBe('sending');
    });
    queue.remove(queue.getState().uploads[0]!.id);
    expect(steps.abandon).toHaveBeenCalledWith('account/photo-1.jpg');
  });

  it('has only as many on the way as allowed', async () => {
    let running = 0;
    let most = 0;
    const { queue, settled } = started(
      {
        send: async () => {
          most = Math.max(most, ++running);
          await Promise.resolve();
          running--;
        },
      },
      { parallel: 3 },
    );
    queue.add(Array.from({ length: 20 }, (_, index) => fresh(`${String(index)}.jpg`)));
    await settled();
    expect(most).toBeLessThanOrEqual(3);
  });

  it('tries again after what is likely to pass', async () => {
    const send = vi.fn(failing([networkProblem(), problem(503, 'unavailable'), problem(500, 'internal')], () => undefined));
    const { queue, states, settled } = started({ send });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(send).toHaveBeenCalledTimes(4);
  });

  it('waits as long as the studio has many photos in work', async () => {
    const busy = Array.from({ length: 9 }, () => problem(429, 'studio-busy'));
    const reserve = vi.fn(failing(busy, target));
    const { queue, states, settled } = started({ reserve }, { maxAttempts: 3 });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(reserve).toHaveBeenCalledTimes(10);
  });

  it('gives up after the last try and takes it up again on request', async () => {
    const failures = Array.from({ length: 3 }, () => problem(503, 'unavailable'));
    const send = vi.fn(failing(failures, () => undefined));
    const { queue, states, settled } = started({ send }, { maxAttempts: 3 });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['failed']);
    queue.retry();
    await settled();
    expect(states()).toEqual(['done']);
  });

  it('does not repeat what was refused for good', async () => {
    const reserve = vi.fn(failing([problem(413, 'upload-too-large')], target));
    const { queue, states, settled, forget } = started({ reserve });
    queue.add([fresh('huge.jpg')]);
    await settled();
    expect(states()).toEqual(['failed']);
    expect(reserve).toHaveBeenCalledTimes(1);
    expect(queue.getState().uploads[0]?.problem?.slug).toBe('upload-too-large');
    expect(forget).toHaveBeenCalled();
  });

  it('asks for a new address when the old one is refused', async () => {
    const send = vi.fn(failing([problem(403, 'url-expired')], () => undefined));
    const { queue, steps, settled, states } = started({ send });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.reserve).toHaveBeenCalledTimes(2);
  });

  it('does not use an address about to expire', async () => {
    const reserve = vi.fn(() => Promise.resolve(target(30_000)));
    const send = vi.fn(failing([problem(503, 'unavailable')], () => undefined));
    const { queue, settled } = started({ reserve, send });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(reserve).toHaveBeenCalledTimes(2);
  });

  it('goes on to confirm when the bytes were confirmed before and the answer was lost', async () => {
    const send = vi.fn(() => Promise.reject(problem(409, 'conflict')));
    const { queue, settled, states } = started({ send });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
  });

  it('sends again when the service has no bytes', async () => {
    let first = true;
    const confirm: UploadSteps['confirm'] = (upload) => {
      if (!first) return Promise.resolve(photo(upload.photoId!));
      first = false;
      return Promise.reject(problem(422, 'upload-missing'));
    };
    const { queue, steps, settled, states } = started({ confirm });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.send).toHaveBeenCalledTimes(2);
    expect(steps.reserve).toHaveBeenCalledTimes(2);
  });

  it('notices a photo the gallery has already', async () => {
    const reserve = vi.fn(() => Promise.reject(problem(409, 'duplicate-photo', { photo_id: 'old' })));
    const { queue, settled, states } = started({ reserve });
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(states()).toEqual(['duplicate']);
    expect(queue.getState().uploads[0]?.photoId).toBe('old');
  });

  it('sends one of two equal files dropped together', async () => {
    const hash: UploadSteps['hash'] = async (hashed) => hashed.text();
    const { queue, settled, states } = started({ hash });
    queue.add([fresh('a.jpg', 'same'), fresh('copy of a.jpg', 'same'), fresh('b.jpg', 'other')]);
    await settled();
    expect(states().toSorted()).toEqual(['done', 'done', 'duplicate']);
  });

  it('stops on the way when paused and sends to the same place when resumed', async () => {
    let release: (() => void) | undefined;
    let sends = 0;
    const send: UploadSteps['send'] = (_, __, ___, signal) => {
      sends++;
      if (sends > 1) return Promise.resolve();
      return new Promise((resolve, reject) => {
        release = resolve;
        signal.addEventListener('abort', () => {
          reject(networkProblem());
        });
      });
    };
    const { queue, steps, states, settled } = started({ send });
    queue.add([fresh('a.jpg')]);
    await vi.waitFor(() => {
      expect(release).toBeDefined();
    });
    queue.pause();
    expect(states()).toEqual(['queued']);
    expect(queue.getState().paused).toBe(true);
    queue.resume();
    await settled();
    expect(states()).toEqual(['done']);
    expect(sends).toBe(2);
    expect(steps.reserve).toHaveBeenCalledTimes(1);
  });

  it('waits for a sign-in without counting it as a failure', async () => {
    const reserve = vi.fn(failing([problem(401, 'unauthorized')], target));
    const { queue, settled, states } = started({ reserve });
    queue.add([fresh('a.jpg')]);
    await vi.waitFor(() => {
      expect(queue.getState().signInDue).toBe(true);
    });
    expect(states()).toEqual(['queued']);
    queue.resume();
    await settled();
    expect(states()).toEqual(['done']);
  });

  it('confirms first what a closed browser left behind', async () => {
    const { queue, steps, settled, states } = started();
    queue.add([{ ...fresh('a.jpg'), key: 'account/photo-9.jpg', photoId: 'photo-9' }]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.send).not.toHaveBeenCalled();
    expect(steps.reserve).not.toHaveBeenCalled();
  });

  it('sends what a closed browser left behind without its bytes', async () => {
    let asked = 0;
    const confirm: UploadSteps['confirm'] = (upload) =>
      ++asked === 1 ? Promise.reject(problem(422, 'upload-missing')) : Promise.resolve(photo(upload.photoId!));
    const { queue, steps, settled, states } = started({ confirm });
    queue.add([{ ...fresh('a.jpg'), key: 'account/photo-9.jpg', photoId: 'photo-9' }]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.send).toHaveBeenCalledTimes(1);
  });

  it('remembers what is open and forgets what is done', async () => {
    const { queue, settled, remember, forget } = started();
    queue.add([fresh('a.jpg')]);
    await settled();
    expect(remember.mock.calls.map(([upload]) => (upload as { key: string | null }).key)).toEqual([
      null,
      'account/photo-1.jpg',
    ]);
    expect(forget).toHaveBeenCalledTimes(1);
  });

  it('drops a file that is taken off the list while on its way', async () => {
    const { queue, onDone } = started({ send: () => new Promise(() => undefined) });
    queue.add([fresh('a.jpg')]);
    await vi.waitFor(() => {
      expect(queue.getState().uploads[0]?.state).toBe('sending');
    });
    queue.remove(queue.getState().uploads[0]!.id);
    expect(queue.getState().uploads).toEqual([]);
    expect(onDone).not.toHaveBeenCalled();
  });
});

describe('removeOf', () => {
  it('takes off what was meant for a gallery that is no more, and nothing else', () => {
    const { queue, forget } = started({ send: () => new Promise(() => undefined) });
    queue.add([fresh('a.jpg'), { ...fresh('b.jpg'), galleryId: 'other' }, fresh('c.jpg')]);
    queue.removeOf('gallery');
    expect(queue.getState().uploads.map((upload) => upload.file.name)).toEqual(['b.jpg']);
    expect(forget).toHaveBeenCalledTimes(2);
  });
});

describe('making photos smaller', () => {
  const due = (name: string, text = `${name} as chosen`) => ({
    file: new File([text], name, { type: 'image/png' }),
    contentType: 'image/png',
    galleryId: 'gallery',
    shrinking: 'due' as const,
  });
  const half = (whole: File) =>
    Promise.resolve(new File([whole.slice(0, whole.size / 2)], 'smaller.jpg', { type: 'image/jpeg' }));
  /** What a step was told of the upload, at the time it was. */
  const told = (upload: Upload) => [sentFile(upload).name, sentType(upload), upload.size];

  it('happens only to files for which it was chosen', async () => {
    const { queue, steps, settled } = started({ shrink: vi.fn(half) });
    queue.add([fresh('a.jpg', '1234')]);
    await settled();
    expect(steps.shrink).not.toHaveBeenCalled();
    expect(vi.mocked(steps.send).mock.calls[0]?.[1].size).toBe(4);
  });

  it('announces, hashes, sends and remembers the smaller file', async () => {
    const confirmed: unknown[] = [];
    const { queue, steps, settled, remember } = started({
      shrink: vi.fn(half),
      confirm: (upload) => {
        confirmed.push(told(upload));
        return Promise.resolve(photo('a'));
      },
    });
    queue.add([due('a.png', '12345678')]);
    await settled();
    const smaller = ['smaller.jpg', 'image/jpeg', 4];
    expect(told(vi.mocked(steps.reserve).mock.calls[0]![0])).toEqual(smaller);
    expect(vi.mocked(steps.hash).mock.calls[0]?.[0].name).toBe('smaller.jpg');
    expect(vi.mocked(steps.send).mock.calls[0]?.[1].name).toBe('smaller.jpg');
    expect(confirmed).toEqual([smaller]);
    expect(remember.mock.calls.map(([upload]) => told(upload as Upload))).toEqual([
      ['a.png', 'image/png', 8],
      smaller,
      smaller,
    ]);
  });

  it('gives the copy back at the end and still knows what was sent', async () => {
    const { queue, settled } = started({ shrink: half });
    queue.add([due('a.png', '12345678')]);
    await settled();
    expect(queue.getState().uploads[0]).toMatchObject({ state: 'done', shrinking: 'done', smaller: null, size: 4, sentBytes: 4 });
  });

  it('is done once, however often the way is tried', async () => {
    const { queue, steps, settled, states } = started({
      shrink: vi.fn(half),
      reserve: vi.fn(failing([networkProblem(), problem(503, 'unavailable')], target)),
      send: vi.fn(failing([networkProblem(), problem(403, 'url-expired')], () => undefined)),
    });
    queue.add([due('a.png')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.shrink).toHaveBeenCalledTimes(1);
  });

  it('is not done again to a copy from the last visit, but to a file whose turn had not come', async () => {
    const { queue, steps, settled } = started({ shrink: vi.fn(half) });
    queue.add([
      { ...due('copy.jpg'), id: 'copy', key: null, photoId: null, shrinking: 'done' },
      { ...due('file.png'), id: 'file', key: null, photoId: null },
    ]);
    await settled();
    expect(vi.mocked(steps.shrink).mock.calls.map(([file]) => file.name)).toEqual(['file.png']);
  });

  it('begins afresh what was begun with the file as it was', async () => {
    const recognise = vi.fn(() => ({ id: 'kept', key: 'account/known.jpg', photoId: 'known' }));
    const { queue, steps, settled } = started({ shrink: vi.fn(half) }, { recognise });
    queue.add([due('a.png')]);
    await settled();
    expect(recognise).not.toHaveBeenCalled();
    expect(vi.mocked(steps.send).mock.calls[0]?.[1].name).toBe('smaller.jpg');
  });

  it.each([
    ['cannot be', () => Promise.resolve(null)],
    ['fails to be', () => Promise.reject(new Error('no memory'))],
  ])('sends the file as it is when it %s made smaller, and says so', async (_, shrink: UploadSteps['shrink']) => {
    const { queue, steps, settled, states, remember } = started({ shrink });
    queue.add([due('a.png', '12345678')]);
    await settled();
    expect(states()).toEqual(['done']);
    expect(told(vi.mocked(steps.reserve).mock.calls[0]![0])).toEqual(['a.png', 'image/png', 8]);
    expect(vi.mocked(steps.send).mock.calls[0]?.[1].name).toBe('a.png');
    expect(queue.getState().uploads[0]?.shrinking).toBe('impossible');
    expect(remember.mock.lastCall?.[0]).toMatchObject({ shrinking: 'impossible' });
  });

  it('finds two equal files by what is sent', async () => {
    const { queue, settled, states } = started({ shrink: half, hash: async (hashed) => hashed.text() });
    queue.add([due('a.png', 'same--one'), due('b.png', 'same--two')]);
    await settled();
    expect(states().toSorted()).toEqual(['done', 'duplicate']);
    expect(queue.getState().uploads.every((upload) => upload.smaller === null)).toBe(true);
  });

  it('is checked as long as it takes', async () => {
    const { queue, states } = started({ shrink: () => new Promise(() => undefined) });
    queue.add([due('a.png')]);
    await vi.waitFor(() => {
      expect(states()).toEqual(['checking']);
    });
    queue.pause();
    expect(states()).toEqual(['queued']);
  });

  it('happens when the turn of a file comes, and to few while nothing gets through', async () => {
    let away = true;
    const { queue, steps, settled, states } = started({
      shrink: vi.fn(half),
      reserve: vi.fn(() => (away ? Promise.reject(problem(429, 'studio-busy')) : Promise.resolve(target()))),
    });
    queue.add(Array.from({ length: 30 }, (_, index) => due(`${String(index)}.png`)));
    await vi.waitFor(() => {
      expect(vi.mocked(steps.reserve).mock.calls.length).toBeGreaterThan(40);
    });
    expect(steps.shrink).toHaveBeenCalledTimes(8);
    expect(queue.getState().uploads.filter((upload) => upload.smaller !== null)).toHaveLength(8);
    away = false;
    await settled();
    expect(new Set(states())).toEqual(new Set(['done']));
    expect(steps.shrink).toHaveBeenCalledTimes(30);
  });

  it('lets go of the copy of what failed, and makes another for a retry', async () => {
    const { queue, steps, settled, states } = started({
      shrink: vi.fn(half),
      reserve: vi.fn(failing([problem(413, 'quota-exceeded')], target)),
    });
    queue.add([due('a.png', '12345678')]);
    await settled();
    expect(queue.getState().uploads[0]).toMatchObject({ state: 'failed', shrinking: 'due', smaller: null, size: 8 });
    queue.retry();
    await settled();
    expect(states()).toEqual(['done']);
    expect(steps.shrink).toHaveBeenCalledTimes(2);
    expect(vi.mocked(steps.send).mock.lastCall?.[1].name).toBe('smaller.jpg');
  });
});

describe('backOff', () => {
  it('grows, with jitter, up to half a minute', () => {
    const waits = [1, 2, 3, 4, 5, 9].map((attempt) => backOff(attempt, networkProblem()));
    const [first = 0, second = 0, , , , last = 0] = waits;
    expect(first).toBeGreaterThan(800);
    expect(first).toBeLessThan(1200);
    expect(second).toBeGreaterThan(first);
    expect(last).toBeLessThan(36_000);
  });

  it('does what the service asks for', () => {
    expect(backOff(1, new Problem({ slug: 'rate-limited', status: 429, retryAfterSeconds: 7 }))).toBe(7000);
  });
});

describe('totals', () => {
  it('counts files and bytes', async () => {
    const { queue, settled } = started({
      reserve: vi.fn(failing([problem(415, 'unsupported-type')], target)),
    });
    queue.add([fresh('a.jpg', '12345'), fresh('b.jpg', '1234567890')]);
    await settled();
    const sum = totals(queue.getState().uploads);
    expect(sum).toMatchObject({ files: 2, done: 1, failed: 1, open: 0, bytes: 15, share: 1 });
  });

  it('expects of files still to be made smaller what those before them came to', async () => {
    const tenth: UploadSteps['shrink'] = (whole) => Promise.resolve(new File([whole.slice(0, 10)], 'a.jpg'));
    let sent = 0;
    const { queue, states } = started(
      { shrink: tenth, send: () => (++sent === 1 ? Promise.resolve() : new Promise(() => undefined)) },
      { parallel: 1 },
    );
    const hundred = () => ({ ...fresh('a.jpg', 'x'.repeat(100)), shrinking: 'due' as const });
    queue.add([hundred(), hundred(), hundred(), hundred()]);
    await vi.waitFor(() => {
      expect(states()).toEqual(['done', 'sending', 'queued', 'queued']);
    });
    expect(totals(queue.getState().uploads)).toMatchObject({ bytes: 40, sentBytes: 10, share: 0.25 });
  });
});
