import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { applyPhoto } from '@/features/photos/api/photos';
import { useLivePhotos } from '@/features/photos/api/live';
import { goToSignIn, keepsGalleries, useAccount } from '@/features/session/api/session';
import { UploadTray } from '@/features/uploads/components/UploadTray';
import { Uploads } from '@/features/uploads/components/Uploads';
import { PublicFrame } from './PublicFrame';
import { StudioFrame } from './StudioFrame';

/** Around every page: the studio's rail for whoever is signed in, a quiet head for guests. */
export function Frame() {
  const { t } = useTranslation(['studio', 'common']);
  const account = useAccount();
  const client = useQueryClient();
  const keeper = keepsGalleries(account);
  useLivePhotos(account !== null);

  const page = (
    <Suspense fallback={null}>
      <Outlet />
    </Suspense>
  );
  if (account === null) return <PublicFrame>{page}</PublicFrame>;
  // Those who were only let into single galleries see the same pages; nothing of theirs is ever in the queue.
  return (
    <Uploads
      accountId={account.id}
      onDone={(_, photo) => {
        applyPhoto(client, photo);
        if (photo.gallery_id !== null) {
          void client.invalidateQueries({ queryKey: ['gallery', photo.gallery_id], exact: true });
        }
      }}
      onResumed={(count) => {
        notifications.show({ message: t('uploads_resumed', { count }) });
      }}
    >
      <StudioFrame account={account} tray={keeper ? <UploadTray onSignIn={goToSignIn} /> : undefined}>
        {page}
      </StudioFrame>
    </Uploads>
  );
}
