import i18next from 'i18next';
import type { Problem } from '../api/problem';
import type { common } from './locales/en/common';

type Known = keyof typeof common.problems;

/** A problem in the reader's words: by its type where we have words for it, else as the service put it. */
export function problemText(problem: Problem): string {
  const t = i18next.t.bind(i18next);
  if (problem.slug === 'rate-limited' && problem.retryAfterSeconds !== undefined) {
    return t('common:retry_after', { count: Math.max(1, Math.ceil(problem.retryAfterSeconds / 60)) });
  }
  if (i18next.exists(`common:problems.${problem.slug}`)) {
    const words = t(`common:problems.${problem.slug as Known}`);
    return problem.slug === 'internal' && problem.traceId !== undefined
      ? `${words} ${t('common:trace', { id: problem.traceId })}`
      : words;
  }
  return problem.detail ?? t('common:problems.internal');
}
