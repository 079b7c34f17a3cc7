import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Activity } from '@/lib/api/models';
import { show } from '@/testing/render';
import { ActivityFeed } from './ActivityFeed';
import { Figures } from './Figures';
import { StorageRing } from './StorageRing';
import { ViewsChart, roundUp } from './ViewsChart';

const day = (start: string, views: number, visitors: number) => ({
  start,
  views,
  visitors,
  photo_views: 0,
  downloads: 3,
});

describe('ViewsChart', () => {
  it('says in words what it shows, and gives the same as a table', async () => {
    const user = userEvent.setup();
    show(<ViewsChart buckets={[day('2026-03-10', 1200, 4), day('2026-03-11', 0, 0)]} />);
    expect(screen.getByRole('img', { name: /1,200 views and 4 new visitors/ })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    expect(within(screen.getByRole('row', { name: /10/ })).getByText('1,200')).toBeVisible();
    expect(screen.getAllByRole('row')).toHaveLength(3);
  });

  it('has round numbers at its side', () => {
    expect([0, 1, 4, 5, 9, 11, 99, 130, 1001].map(roundUp)).toEqual([4, 4, 4, 8, 8 + 4, 20, 100, 200, 2000]);
  });
});

describe('Figures', () => {
  it('lead to their lists', () => {
    const days = Array.from({ length: 30 }, (_, index) => ({
      day: `2026-03-${String(index + 1).padStart(2, '0')}`,
      photos: 1,
      customers: 0,
      views: 2,
      visitors: 1,
      downloads: 0,
    }));
    const stats = {
      photos: 12345,
      failed: 0,
      galleries: 2,
      customers: 3,
      views: 60,
      visitors: 30,
      photo_views: 0,
      downloads: 0,
      storage: { originals: 3_000_000, derivatives: 1_000_000 },
      days,
    };
    show(
      <>
        <Figures stats={stats} link={(figure, children) => <a href={`/${figure}`}>{children}</a>} />
        <StorageRing storage={stats.storage} />
      </>,
    );
    expect(screen.getByRole('link', { name: /Photos\s*12,345\s*\+30 in 30 days/ })).toHaveAttribute('href', '/photos');
    expect(screen.getByRole('link', { name: /Views\s*60\s*\+60/ })).toBeVisible();
    expect(screen.getByText('3 MB')).toBeVisible();
  });
});

describe('ActivityFeed', () => {
  it('tells who did what, with what they wrote as plain text', () => {
    const item = (kind: Activity['kind'], more: Partial<Activity>): Activity => ({
      id: kind,
      kind,
      at: '2026-03-14T10:00:00Z',
      last_at: '2026-03-14T10:30:00Z',
      amount: 1,
      gallery: { id: 'g', name: 'Wedding' },
      link_id: 'l',
      customer: null,
      visitor_name: null,
      words: null,
      ...more,
    });
    show(
      <ActivityFeed
        items={[
          item('chosen', { amount: 12, visitor_name: 'Ada' }),
          item('viewed', { amount: 3 }),
          item('shared', { customer: { id: 'c', name: 'Ben' } }),
          item('commented', { words: '<script>alert(1)</script>' }),
        ]}
        galleryLink={(gallery) => <a href="/g">{gallery.name}</a>}
      />,
    );
    expect(screen.getByText('Ada has chosen 12 photos')).toBeVisible();
    expect(screen.getByText('A visitor opened the link 3 times')).toBeVisible();
    expect(screen.getByText('Shared with Ben')).toBeVisible();
    expect(screen.getByText('<script>alert(1)</script>')).toBeVisible();
  });
});
