import { describe, expect, it } from 'vitest';
import { readClock, writeClock } from './clock';

describe('the correction of a clock', () => {
  it.each([
    ['+1:02:03', 3723],
    ['-0:30', -1800],
    ['−2:00:00', -7200],
    ['0:0:5', 5],
    [' 48:00 ', 172_800],
    ['-0:00:00', 0],
  ])('reads %s', (text, seconds) => {
    expect(readClock(text)).toBe(seconds);
  });

  it.each(['', '5', '1:60', '1:00:60', 'one', '1:2:3:4', '123456:00'])('takes no %s', (text) => {
    expect(readClock(text)).toBeNull();
  });

  it.each([0, 5, -1800, 3723, -172_800])('reads %i as it writes it', (seconds) => {
    expect(readClock(writeClock(seconds))).toBe(seconds);
  });
});
