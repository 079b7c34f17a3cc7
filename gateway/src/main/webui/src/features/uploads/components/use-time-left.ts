import { useEffect, useRef, useState } from 'react';

const EVERY_MS = 2000;
const SMOOTHING = 0.25;

/** Minutes left at the recent speed, or null while there is nothing to go by. */
export function useTimeLeft(bytes: number, sentBytes: number, running: boolean): number | null {
  const [minutes, setMinutes] = useState<number | null>(null);
  const now = useRef({ bytes, sentBytes });
  now.current = { bytes, sentBytes };
  useEffect(() => {
    if (!running) {
      setMinutes(null);
      return;
    }
    let before = now.current.sentBytes;
    let speed = 0;
    const timer = setInterval(() => {
      const { bytes, sentBytes } = now.current;
      const measured = Math.max(0, sentBytes - before) / (EVERY_MS / 1000);
      before = sentBytes;
      speed = speed === 0 ? measured : speed + SMOOTHING * (measured - speed);
      setMinutes(speed > 0 ? Math.ceil((bytes - sentBytes) / speed / 60) : null);
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  return minutes;
}
