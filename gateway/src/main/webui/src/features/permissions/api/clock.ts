const FORM = /^\s*([+\-−]?)\s*(\d{1,5}):([0-5]?\d)(?::([0-5]?\d))?\s*$/;

/** `+1:02:03`, `-0:30` (hours and minutes) or `0:00:05` in seconds; null for what is no such time. */
export function readClock(text: string): number | null {
  const form = FORM.exec(text);
  if (!form) return null;
  const seconds = Number(form[2]) * 3600 + Number(form[3]) * 60 + Number(form[4] ?? 0);
  return seconds === 0 ? 0 : form[1] === '-' || form[1] === '−' ? -seconds : seconds;
}

/** Seconds as `+1:02:03` or `−0:30:00`. */
export function writeClock(seconds: number): string {
  const size = Math.abs(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = seconds < 0 ? '−' : seconds > 0 ? '+' : '';
  return `${sign}${String(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}:${two(size % 60)}`;
}
