import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { Photo } from '@/lib/api/models';
import { type NewUpload, type Upload, UploadQueue, type UploadsState, isEnded } from '../api/queue';
import { UploadMemory } from '../api/resume';
import { ShrinkChoice } from '../api/shrink-choice';
import { uploadSteps } from '../api/steps';

const Queue = createContext<UploadQueue | null>(null);
const Choice = createContext<ShrinkChoice | null>(null);

interface UploadsProps {
  readonly accountId: string;
  readonly onDone: (upload: Upload, photo: Photo) => void;
  readonly onResumed: (count: number) => void;
  readonly children: ReactNode;
}

/** One queue for the whole visit: it goes on while one moves about the studio. */
export function Uploads({ accountId, onDone, onResumed, children }: UploadsProps) {
  const [{ queue, memory, choice }] = useState(() => {
    const memory = new UploadMemory(accountId);
    const queue = new UploadQueue({
      steps: uploadSteps,
      onDone,
      remember: (upload) => {
        memory.remember(upload);
      },
      forget: (id) => {
        memory.forget(id);
      },
      recognise: (file) => memory.recognise(file),
    });
    return { queue, memory, choice: new ShrinkChoice(accountId) };
  });

  useEffect(() => {
    void memory.adopt().then((left: NewUpload[]) => {
      queue.add(left);
      if (left.length > 0) onResumed(left.length);
    });
    const online = () => {
      queue.wake();
    };
    const leaving = (event: BeforeUnloadEvent) => {
      if (queue.getState().uploads.some((upload) => !isEnded(upload))) event.preventDefault();
    };
    window.addEventListener('online', online);
    window.addEventListener('beforeunload', leaving);
    return () => {
      window.removeEventListener('online', online);
      window.removeEventListener('beforeunload', leaving);
    };
    // The queue and its memory live as long as this component.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [queue, memory]);

  return (
    <Queue value={queue}>
      <Choice value={choice}>{children}</Choice>
    </Queue>
  );
}

export function useUploadQueue(): UploadQueue {
  const queue = use(Queue);
  if (queue === null) throw new Error('Uploads are for people who keep galleries');
  return queue;
}

export function useUploads(): UploadsState {
  const queue = useUploadQueue();
  return useSyncExternalStore(queue.subscribe, queue.getState);
}

/** Whether photos added from now on are made smaller, and how to change that. */
export function useShrinkChoice(): readonly [on: boolean, choose: (on: boolean) => void] {
  const choice = use(Choice);
  if (choice === null) throw new Error('Uploads are for people who keep galleries');
  const on = useSyncExternalStore(choice.subscribe, choice.isOn);
  return [
    on,
    (on) => {
      choice.choose(on);
    },
  ];
}
