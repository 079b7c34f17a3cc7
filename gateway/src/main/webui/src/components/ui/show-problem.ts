import { notifications } from '@mantine/notifications';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';

/** For what fails away from where one looks. */
export function showProblem(error: unknown): void {
  notifications.show({ color: 'red', message: problemText(asProblem(error)), autoClose: 8000 });
}
