import { answer, api } from '@/lib/api/http';
import { Problem, networkProblem, problemFrom } from '@/lib/api/problem';
import type { UploadSteps } from './queue';
import { sha256 } from './picture-worker-client';

/** No byte moved for this long: the connection is dead even if nobody said so. */
const STALLED_MS = 60_000;
const PROGRESS_EVERY_MS = 120;

export const uploadSteps: UploadSteps = {
  hash: (file) => sha256(file),

  reserve: (upload, hash, signal) =>
    answer(
      api.POST('/api/images/upload-url', {
        body: {
          filename: upload.file.name,
          content_type: upload.contentType,
          size_bytes: upload.file.size,
          gallery_id: upload.galleryId,
          sha256: hash,
        },
        signal,
      }),
      { anonymous: true },
    ),

  send: (target, file, onSent, signal) =>
    new Promise((resolve, reject) => {
      // fetch tells nothing about the progress of a body: XMLHttpRequest does.
      const request = new XMLHttpRequest();
      let stalled = 0;
      let told = 0;
      const alive = () => {
        window.clearTimeout(stalled);
        stalled = window.setTimeout(() => {
          request.abort();
        }, STALLED_MS);
      };
      const abort = () => {
        request.abort();
      };
      const ended = (settle: () => void) => {
        window.clearTimeout(stalled);
        signal.removeEventListener('abort', abort);
        settle();
      };
      request.open(target.method, target.upload_url);
      for (const [name, value] of Object.entries(target.headers)) {
        // The browser announces the length itself and lets nobody else do it.
        if (name.toLowerCase() !== 'content-length') request.setRequestHeader(name, value);
      }
      request.upload.onprogress = (event) => {
        alive();
        if (event.timeStamp - told < PROGRESS_EVERY_MS) return;
        told = event.timeStamp;
        onSent(event.loaded);
      };
      request.onload = () => {
        ended(() => {
          if (request.status >= 200 && request.status < 300) resolve();
          else reject(problemFrom(request.status, request.getResponseHeader('Retry-After'), request.responseText));
        });
      };
      request.onerror = request.onabort = () => {
        ended(() => {
          reject(networkProblem());
        });
      };
      signal.addEventListener('abort', abort);
      alive();
      request.send(file);
    }),

  confirm: async (upload, signal) => {
    if (upload.key === null) throw new Problem({ slug: 'upload-missing', status: 422 });
    return answer(
      api.POST('/api/images/confirm', {
        body: { key: upload.key, filename: upload.file.name, size_bytes: upload.file.size },
        signal,
      }),
      { anonymous: true },
    );
  },
};
