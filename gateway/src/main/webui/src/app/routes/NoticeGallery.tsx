import { Link } from '@tanstack/react-router';
import { keepsGalleries, useAccount } from '@/features/session/api/session';
import type { Notice } from '@/lib/api/models';

/** What was shared with somebody is opened by the link they got, not from here. */
export function NoticeGallery({ notice }: { notice: Notice }) {
  const keeper = keepsGalleries(useAccount());
  if ((!keeper && notice.kind !== 'granted') || notice.kind === 'shared' || notice.gallery_id === null) return notice.gallery_name;
  return (
    <Link to="/galleries/$galleryId" params={{ galleryId: notice.gallery_id }}>
      {notice.gallery_name}
    </Link>
  );
}
