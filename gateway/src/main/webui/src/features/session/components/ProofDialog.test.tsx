import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { answer, api } from '@/lib/api/http';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { ProofDialog } from './ProofDialog';

const server = services();

const invite = () =>
  answer(api.POST('/api/account/studio/invitations', { body: { email: 'dora@example.org', role: 'member' } }));

/** Answers 403 until somebody has shown who they are. */
function guarded() {
  const state = { proved: false, sent: [] as unknown[] };
  server.use(
    http.post(at('/api/account/studio/invitations'), async ({ request }) => {
      state.sent.push(await request.json());
      return state.proved ? HttpResponse.json({ id: 'i1' }, { status: 201 }) : problem(403, 'step-up-required');
    }),
  );
  return state;
}

describe('a change that needs a proof', () => {
  it('is sent again, as it was, once the proof is given', async () => {
    const state = guarded();
    const user = userEvent.setup();
    show(<ProofDialog />);
    const invited = invite();
    const link = await screen.findByRole('link', { name: 'Show who I am' });
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('href', expect.stringMatching(/\/account\/security\/confirm\?from=app$/));
    await user.click(link);
    await user.click(screen.getByRole('button', { name: 'I have done that' }));
    // Not yet: it asks again.
    expect(await screen.findByRole('link', { name: 'Show who I am' })).toBeVisible();
    state.proved = true;
    await user.click(screen.getByRole('link', { name: 'Show who I am' }));
    document.dispatchEvent(new Event('visibilitychange'));
    await expect(invited).resolves.toEqual({ id: 'i1' });
    expect(state.sent).toEqual(Array(3).fill({ email: 'dora@example.org', role: 'member' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('fails as it is when somebody does not want to', async () => {
    guarded();
    const user = userEvent.setup();
    show(<ProofDialog />);
    const invited = invite().catch((error: unknown) => error);
    await user.click(await screen.findByRole('button', { name: 'Not now' }));
    expect(await invited).toMatchObject({ slug: 'step-up-required', status: 403 });
  });
});
