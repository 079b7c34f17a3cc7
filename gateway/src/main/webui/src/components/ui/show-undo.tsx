import { notifications } from '@mantine/notifications';
import { showProblem } from './show-problem';

/** Says what was done, with a way to take it back. */
export function showUndo(id: string, words: string, undo: string, onUndo: () => Promise<unknown>): void {
  notifications.show({
    id,
    autoClose: 10_000,
    message: (
      <span className="undo">
        {words}
        <button
          type="button"
          onClick={() => {
            notifications.hide(id);
            onUndo().catch(showProblem);
          }}
        >
          {undo}
        </button>
      </span>
    ),
  });
}
