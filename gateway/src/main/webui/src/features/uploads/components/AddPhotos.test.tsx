import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { show } from '@/testing/render';
import { AddPhotos } from './AddPhotos';
import { Uploads } from './Uploads';

const shown = () =>
  show(
    <Uploads accountId="anna" onDone={() => undefined} onResumed={() => undefined}>
      <AddPhotos onFiles={() => undefined} />
    </Uploads>,
  );

afterEach(() => {
  localStorage.clear();
});

describe('AddPhotos', () => {
  it('makes photos smaller only when that is switched on, which the keyboard can do too', async () => {
    const user = userEvent.setup();
    const { unmount } = shown();
    await user.tab();
    await user.tab();
    await user.keyboard('{Enter}');
    const choice = await screen.findByRole('menuitemcheckbox', { name: 'Make photos smaller before uploading' });
    expect(choice).not.toBeChecked();
    expect(choice).toHaveAccessibleDescription(/2560 pixels, without camera data and place/);
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(choice).toHaveFocus();
    await user.keyboard(' ');
    expect(choice).toBeChecked();
    unmount();

    shown();
    await user.click(screen.getByRole('button', { name: 'More ways to add photos' }));
    expect(await screen.findByRole('menuitemcheckbox')).toBeChecked();
  });
});
