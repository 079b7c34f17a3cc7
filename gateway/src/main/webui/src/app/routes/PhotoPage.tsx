import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Picture } from '@/components/photo/Picture';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { useTitle } from '@/components/use-title';
import { photoQuery } from '@/features/photos/api/photos';
import { PhotoInfo } from '@/features/photos/components/PhotoInfo';
import { signInUrl, useAccount } from '@/features/session/api/session';
import { asProblem } from '@/lib/api/problem';
import { clampRatio } from '@/lib/justify';
import { NotFoundPage } from './NotFoundPage';

/** One photograph under its own address, for whoever may see it. */
export function PhotoPage() {
  const { t } = useTranslation(['studio', 'common']);
  const { photoId } = useParams({ from: '/photo/$photoId' });
  const account = useAccount();
  const query = useQuery(photoQuery(photoId));
  const photo = query.data;
  useTitle(photo?.title ?? photo?.filename);

  if (query.isError) {
    const problem = asProblem(query.error);
    if (problem.status === 404) return <NotFoundPage />;
    return (
      <>
        <ProblemNotice error={problem} onRetry={() => void query.refetch()} />
        {problem.status === 401 && account === null && (
          <div className="more">
            <Button component="a" href={signInUrl(`/photo/${photoId}`)}>
              {t('sign_in')}
            </Button>
          </div>
        )}
      </>
    );
  }
  if (photo === undefined) return null;
  const ratio = clampRatio(photo.width && photo.height ? photo.width / photo.height : null);
  return (
    <div className="photo-page" data-photo-id={photo.id} data-status={photo.status}>
      <div
        className="photo-page-picture"
        style={{ aspectRatio: ratio, maxWidth: `calc(82vh * ${String(ratio)})` }}
      >
        <Picture
          source={photo.urls}
          placeholder={photo.placeholder}
          alt={photo.title ?? photo.filename}
          side={1600}
          eager
        />
      </div>
      <aside className="photo-page-info">
        <PhotoInfo photo={photo} />
        {photo.gallery_id !== null && account?.studio && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/galleries/$galleryId"
                params={{ galleryId: photo.gallery_id! }}
                search={{ photo: photo.id }}
                {...props}
              />
            )}
          >
            {t('to_gallery')}
          </Button>
        )}
      </aside>
    </div>
  );
}
