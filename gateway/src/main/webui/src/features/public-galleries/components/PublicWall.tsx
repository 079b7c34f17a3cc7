import { useMediaQuery } from '@mantine/hooks';
import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type CellProps, JustifiedGrid } from '@/components/photo/JustifiedGrid';
import { Picture } from '@/components/photo/Picture';
import type { PublicPhoto } from '@/lib/api/models';
import './public-wall.css';

type LinkProps = Pick<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'tabIndex' | 'children'> & {
  'aria-label': string;
};

interface PublicWallProps {
  readonly photos: readonly PublicPhoto[];
  readonly label: string;
  /** Says under each photo whose it is. */
  readonly credited?: boolean;
  readonly link: (photo: PublicPhoto, props: LinkProps) => ReactNode;
  readonly onEndReached?: () => void;
}

const keyOf = (photo: PublicPhoto) => photo.id;
const ratioOf = (photo: PublicPhoto) => (photo.width && photo.height ? photo.width / photo.height : null);

export function PublicWall({ photos, label, credited = false, link, onEndReached }: PublicWallProps) {
  const { t } = useTranslation(['studio', 'common']);
  const narrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false });
  return (
    <JustifiedGrid
      items={photos}
      keyOf={keyOf}
      ratioOf={ratioOf}
      targetHeight={narrow ? 170 : 300}
      gap={narrow ? 4 : 8}
      label={label}
      onEndReached={onEndReached}
    >
      {(photo, cell: CellProps) => (
        <div className="public-cell" data-photo-id={photo.id}>
          {link(photo, {
            className: 'photo-cell',
            tabIndex: cell.tabIndex,
            'aria-label': t('photo_by', { title: photo.title ?? photo.gallery.name, studio: photo.studio.name }),
            ...{ 'data-cell': cell.index },
            children: (
              <>
                <Picture
                  source={photo.urls}
                  placeholder={photo.placeholder}
                  alt=""
                  side={Math.max(cell.width, cell.height)}
                />
                {credited && (
                  <span className="public-credit">
                    <span>{photo.gallery.name}</span>
                    <span>{photo.studio.name}</span>
                  </span>
                )}
              </>
            ),
          })}
        </div>
      )}
    </JustifiedGrid>
  );
}
