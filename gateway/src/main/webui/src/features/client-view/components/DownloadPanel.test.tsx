import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { DownloadPanel } from './DownloadPanel';

const server = services();

// jsdom knows the element and not what it does.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

describe('DownloadPanel', () => {
  it('says what comes before it is fetched, in the size that was chosen', async () => {
    const asked: unknown[] = [];
    server.use(
      http.post(at('/api/view/t/downloads'), async ({ request }) => {
        const body = (await request.json()) as { size: string };
        asked.push(body);
        return HttpResponse.json(
          { id: body.size, url: `http://share.localhost/${body.size}`, filename: 'a.zip', size: body.size, photo_count: 2, missing_count: body.size === 'web' ? 1 : 0, size_bytes: body.size === 'web' ? 4_000_000 : 51_000_000, expires_at: '2026-12-01T00:00:00Z' },
          { status: 201 },
        );
      }),
    );
    const user = userEvent.setup();
    const closed = vi.fn();
    show(<DownloadPanel token="t" sizes={['web', 'original']} photoIds={['b', 'a']} onClose={closed} />);
    await waitFor(() => {
      expect(screen.getByRole('status')).toHaveTextContent('2 photos \u00b7 51 MB');
    });
    expect(screen.getByRole('link', { name: 'Download' })).toHaveAttribute('href', 'http://share.localhost/original');
    await user.click(screen.getByRole('radio', { name: /For screens/ }));
    await waitFor(() => {
      expect(screen.getByRole('status')).toHaveTextContent('4 MB');
    });
    expect(screen.getByText(/1 photo cannot be had/)).toBeVisible();
    expect(asked).toEqual([
      { size: 'original', photo_ids: ['b', 'a'] },
      { size: 'web', photo_ids: ['b', 'a'] },
    ]);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(closed).toHaveBeenCalled();
  });

  it('says why nothing comes and tries again', async () => {
    let down = true;
    server.use(
      http.post(at('/api/view/t/downloads'), () =>
        down
          ? problem(503, 'unavailable')
          : HttpResponse.json(
              { id: '1', url: 'http://share.localhost/1', filename: 'a.zip', size: 'web', photo_count: 1, missing_count: 0, size_bytes: 1000, expires_at: '2026-12-01T00:00:00Z' },
              { status: 201 },
            ),
      ),
    );
    const user = userEvent.setup();
    show(<DownloadPanel token="t" sizes={['web']} photoIds={null} onClose={vi.fn()} />);
    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(screen.queryByRole('link', { name: 'Download' })).toBeNull();
    down = false;
    await user.click(again);
    expect(await screen.findByRole('link', { name: 'Download' })).toHaveAttribute('href', 'http://share.localhost/1');
    expect(screen.queryByRole('radio')).toBeNull();
  });
});
