import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { problemText } from './problem-text';
import german from './locales/de/studio-app';
import germanView from './locales/de/view-app';
import english from './locales/en/studio-app';
import englishView from './locales/en/view-app';

function leaves(words: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') all.set(here, value);
    else for (const [inner, text] of leaves(value as object, here)) all.set(inner, text);
  }
  return all;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

const EN = leaves({ ...english, ...englishView });
const DE = leaves({ ...german, ...germanView });

describe('the words', () => {
  it('are there in both languages under the same keys', () => {
    expect([...DE.keys()].sort()).toEqual([...EN.keys()].sort());
  });

  it('carry the same facts in both languages', () => {
    for (const [key, text] of EN) expect([key, placeholders(DE.get(key)!)]).toEqual([key, placeholders(text)]);
  });

  it('are never empty and never shout', () => {
    for (const [key, text] of [...EN, ...DE]) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toContain('!');
    }
  });

  it('have a plural beside every singular', () => {
    for (const key of EN.keys()) if (key.endsWith('_one')) expect(EN.has(key.replace(/_one$/, '_other')), key).toBe(true);
  });
});

describe('problemText', () => {
  it('says known problems in our words', () => {
    expect(problemText(new Problem({ slug: 'wrong-password', status: 403, detail: 'x' }))).toBe(
      'The password is not right.',
    );
  });

  it('falls back to what the service says', () => {
    expect(problemText(new Problem({ slug: 'brand-new', status: 422, detail: 'The moon is full.' }))).toBe(
      'The moon is full.',
    );
  });

  it('names the trace of an unexpected failure', () => {
    expect(problemText(new Problem({ slug: 'internal', status: 500, traceId: 'abc123' }))).toContain('abc123');
  });

  it('says how long to wait', () => {
    expect(problemText(new Problem({ slug: 'rate-limited', status: 429, retryAfterSeconds: 130 }))).toContain(
      '3 minutes',
    );
  });
});
