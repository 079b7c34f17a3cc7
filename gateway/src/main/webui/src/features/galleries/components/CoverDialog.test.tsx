import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import { show } from '@/testing/render';
import { at, http, services } from '@/testing/server';
import { CoverDialog } from './CoverDialog';

const server = services();

it('takes the point that stays in view from the arrow keys, within the picture', async () => {
  const sent: unknown[] = [];
  server.use(
    http.put(at('/api/galleries/g/cover'), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ id: 'g' });
    }),
  );
  const saved = vi.fn();
  show(
    <CoverDialog
      galleryId="g"
      photo={{ id: 'p', placeholder: null, urls: { thumbnail: '/t.jpg', preview: '/p.jpg' } }}
      focus={{ x: 0.5, y: 0.1 }}
      onClose={() => undefined}
      onSaved={saved}
    />,
  );
  const user = userEvent.setup();
  const point = await screen.findByRole('slider', { name: 'What stays in view' });
  point.focus();
  await user.keyboard('{ArrowRight}{ArrowUp}{ArrowUp}{ArrowUp}{Shift>}{ArrowLeft}{/Shift}');
  expect(point).toHaveAttribute('aria-valuetext', '54 percent from the left, 0 percent from the top');
  await user.click(screen.getByRole('button', { name: 'Use as cover' }));
  await vi.waitFor(() => {
    expect(saved).toHaveBeenCalled();
  });
  expect(sent).toEqual([{ photo_id: 'p', focus_x: 0.54, focus_y: 0 }]);
});
