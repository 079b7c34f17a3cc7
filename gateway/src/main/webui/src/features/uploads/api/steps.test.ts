import { describe, expect, it, vi } from 'vitest';
import { networkProblem } from '@/lib/api/problem';
import { sendParts } from './steps';

const file = new Blob(['0123456789']);
const parts = (received: number[]) => ({ size: 4, urls: ['u1', 'u2', 'u3'], received, complete_url: 'done' });
const signal = new AbortController().signal;

function recorder() {
  const sent: [string, string][] = [];
  const send = vi.fn(async (url: string, _: unknown, body: Blob, onSent: (bytes: number) => void) => {
    sent.push([url, await body.text()]);
    onSent(body.size);
  });
  return { sent, send };
}

describe('sendParts', () => {
  it('sends every part and says that they are all', async () => {
    const { sent, send } = recorder();
    const told: number[] = [];
    await sendParts(parts([]), file, (bytes) => told.push(bytes), signal, send);
    expect(sent).toEqual([['u1', '0123'], ['u2', '4567'], ['u3', '89'], ['done', '']]);
    expect(told.at(-1)).toBe(10);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  it('sends only what has not arrived', async () => {
    const { sent, send } = recorder();
    await sendParts(parts([1, 3]), file, () => undefined, signal, send);
    expect(sent.map(([url]) => url)).toEqual(['u2', 'done']);
  });

  it('never says that all are there when one failed', async () => {
    const send = vi.fn(() => Promise.reject(networkProblem()));
    await expect(sendParts(parts([1]), file, () => undefined, signal, send)).rejects.toThrow();
    expect(send).toHaveBeenCalledTimes(1);
  });
});
