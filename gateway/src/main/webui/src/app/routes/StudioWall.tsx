import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import type { LightboxPhoto } from '@/components/photo/Lightbox';
import { showUndo } from '@/components/ui/show-undo';
import { showProblem } from '@/components/ui/show-problem';
import { putIntoBin, restoreFromBin } from '@/features/bin/api/bin';
import type { Choice } from '@/features/downloads/api/downloads';
import { DownloadDialog } from '@/features/downloads/components/DownloadDialog';
import { GalleryChooser } from '@/features/galleries/components/GalleryChooser';
import { TagDialog, TagsField } from '@/features/library/components/TagDialog';
import {
  type PhotoFields,
  applyPhoto,
  changePhotos,
  copyPhotos,
  fetchPhoto,
  forgetPhoto,
  movePhotos,
  movePhotosBack,
  placesOf,
  savePhoto,
  undoChanges,
} from '@/features/photos/api/photos';
import { NOTHING_SELECTED, allFound } from '@/features/photos/api/selection';
import { PhotoInfo } from '@/features/photos/components/PhotoInfo';
import { PhotoWall } from '@/features/photos/components/PhotoWall';
import { SelectionBar } from '@/features/photos/components/SelectionBar';
import { keepsGalleries, useAccount } from '@/features/session/api/session';
import type { Gallery, Photo } from '@/lib/api/models';
import { useLightboxParam } from './use-lightbox-param';
import type { Wall } from './wall-items';

const Lightbox = lazy(() => import('@/components/photo/Lightbox'));

/** Shown by every browser; the others stay at the preview. */
const SHOWN_BY_BROWSERS = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'];

interface StudioWallProps {
  readonly wall: Wall;
  readonly label: string;
  readonly rowHeight: number;
  readonly onEndReached: () => void;
  readonly draggable?: boolean;
  /** The gallery the wall shows, if it shows one. */
  readonly galleryId?: string;
  /** What may be done to the photos; everything in one's own studio. */
  readonly permission?: Gallery['permission'];
  readonly onOrder?: (ids: readonly string[], before: string | null) => void;
  /** What else can be done with the selection. */
  readonly actions?: (ids: readonly string[], clear: () => void) => ReactNode;
  /** The ids of everything the list holds, loaded or not; without it, only what was loaded can be selected. */
  readonly everything?: () => Promise<string[]>;
  /** What else can be done with the photo in the viewer. */
  readonly viewerActions?: (photo: Photo) => ReactNode;
}

/** A wall with everything one does on it: select, open, rate, delete with undo. */
export function StudioWall({
  wall,
  label,
  rowHeight,
  onEndReached,
  draggable,
  galleryId,
  permission = 'owner',
  onOrder,
  actions,
  everything,
  viewerActions,
}: StudioWallProps) {
  const { t } = useTranslation(['studio', 'common']);
  const client = useQueryClient();
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [tagging, setTagging] = useState(false);
  const [download, setDownload] = useState<Choice | null>(null);
  const [going, setGoing] = useState<'move' | 'copy' | null>(null);
  const lightbox = useLightboxParam();
  const { items, photos } = wall;
  const owns = permission === 'owner';
  const edits = owns || permission === 'edit';
  const takes = edits || permission === 'copy';
  const keeps = keepsGalleries(useAccount());

  const clear = useCallback(() => {
    setSelection(NOTHING_SELECTED);
  }, []);

  const remove = useCallback(
    (ids: readonly string[]) => {
      clear();
      const notice = `deleted-${String(Date.now())}`;
      const counted = () => {
        for (const key of ['galleries', 'bin']) void client.invalidateQueries({ queryKey: [key] });
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'gallery' && queryKey[2] !== 'photos' });
      };
      const undo = async () => {
        await restoreFromBin({ photos: ids });
        counted();
        for (const id of ids) void fetchPhoto(id).then((photo) => { applyPhoto(client, photo); });
      };
      putIntoBin({ photos: ids }).then(() => {
        for (const id of ids) forgetPhoto(client, id);
        counted();
        showUndo(notice, t('deleted', { count: ids.length }), t('undo'), undo);
      }, showProblem);
    },
    [clear, client, t],
  );

  const take = (gallery: Gallery, ids: readonly string[]) => {
    const moving = going === 'move';
    const places = moving ? placesOf(photos, ids) : null;
    const changed = () => {
      for (const key of ['gallery', 'galleries', 'library']) void client.invalidateQueries({ queryKey: [key] });
    };
    setGoing(null);
    (moving ? movePhotos(ids, gallery.id, null) : copyPhotos(ids, gallery.id)).then(() => {
      clear();
      if (moving) for (const id of ids) forgetPhoto(client, id);
      changed();
      const message = t(moving ? 'moved_to_gallery' : 'copied_to_gallery', { count: ids.length, name: gallery.name });
      if (places) {
        showUndo(`moved-${String(Date.now())}`, message, t('undo'), async () => {
          await movePhotosBack(places);
          changed();
        });
      } else {
        notifications.show({ message });
      }
    }, showProblem);
  };

  const save = useCallback(
    (photo: Photo, fields: PhotoFields) => {
      applyPhoto(client, { ...photo, ...fields });
      savePhoto(photo.id, fields).then(
        (saved) => {
          applyPhoto(client, saved);
        },
        (error: unknown) => {
          applyPhoto(client, photo);
          showProblem(error);
        },
      );
    },
    [client],
  );

  const rate = useCallback(
    (ids: readonly string[], rating: number) => {
      const shown = ids.flatMap((id) => photos.get(id) ?? []);
      for (const photo of shown) applyPhoto(client, { ...photo, rating });
      changePhotos(client, ids, { rating }).then(
        (undo) => {
          // One photo is rated again as fast as its rating is taken back.
          if (ids.length > 1) {
            showUndo(`rated-${String(Date.now())}`, t('rated_many', { count: undo.length, rating }), t('undo'), () =>
              undoChanges(client, undo),
            );
          }
        },
        (error: unknown) => {
          for (const photo of shown) applyPhoto(client, photo);
          showProblem(error);
        },
      );
    },
    [photos, client, t],
  );

  const tag = useCallback(
    async (ids: readonly string[], added: string[], removed: string[]) => {
      try {
        const undo = await changePhotos(client, ids, { add_tags: added, remove_tags: removed });
        const suggested = () => void client.invalidateQueries({ queryKey: ['suggestions'] });
        suggested();
        showUndo(`tagged-${String(Date.now())}`, t('tagged', { count: undo.length }), t('undo'), async () => {
          await undoChanges(client, undo);
          suggested();
        });
      } catch (error) {
        showProblem(error);
      }
    },
    [client, t],
  );

  const selectEverything = useCallback(() => {
    everything?.().then((ids) => {
      setSelection(allFound(ids));
    }, showProblem);
  }, [everything]);

  const slides = useMemo(
    () =>
      items.flatMap((item): LightboxPhoto[] => {
        const photo = photos.get(item.id);
        if (item.status !== 'ready' || !photo?.urls) return [];
        return [
          {
            id: photo.id,
            alt: item.alt,
            width: photo.width,
            height: photo.height,
            thumbnail: photo.urls.thumbnail,
            preview: photo.urls.preview,
            original: SHOWN_BY_BROWSERS.includes(photo.content_type) ? photo.urls.original : null,
          },
        ];
      }),
    [items, photos],
  );
  const index = slides.findIndex((slide) => slide.id === lightbox.photoId);

  // A photo further down was asked for by address: load on until it is there.
  useEffect(() => {
    if (lightbox.photoId !== undefined && index < 0) onEndReached();
  }, [lightbox.photoId, index, onEndReached]);

  const ids = [...selection.ids];
  return (
    <>
      <PhotoWall
        items={items}
        label={label}
        targetHeight={rowHeight}
        selection={selection}
        onSelect={setSelection}
        onOpen={lightbox.open}
        onDelete={edits ? remove : undefined}
        onRate={edits ? rate : undefined}
        onEndReached={onEndReached}
        draggable={draggable}
        onOrder={onOrder}
      />
      <SelectionBar count={ids.length} onClear={clear}>
        {everything && !selection.beyond && (
          <button type="button" onClick={selectEverything}>
            {t('select_everything')}
          </button>
        )}
        {actions?.(ids, clear)}
        {owns && (
          <Menu position="top">
            <Menu.Target>
              <button type="button">{t('move_or_copy')}</button>
            </Menu.Target>
            <Menu.Dropdown>
              {(['move', 'copy'] as const).map((way) => (
                <Menu.Item
                  key={way}
                  onClick={() => {
                    setGoing(way);
                  }}
                >
                  {t(`${way}_to`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {!owns && takes && keeps && (
          <button
            type="button"
            onClick={() => {
              setGoing('copy');
            }}
          >
            {t('copy_to')}
          </button>
        )}
        {edits && (
          <button
            type="button"
            onClick={() => {
              setTagging(true);
            }}
          >
            {t('tags')}
          </button>
        )}
        {takes && (
          <button
            type="button"
            onClick={() => {
              setDownload({ photos: ids });
            }}
          >
            {t('download')}
          </button>
        )}
        {edits && (
          <button
            type="button"
            onClick={() => {
              remove(ids);
            }}
          >
            {t('delete')}
          </button>
        )}
      </SelectionBar>
      <TagDialog
        count={ids.length}
        opened={tagging}
        onClose={() => {
          setTagging(false);
        }}
        onTag={(added, removed) => tag(ids, added, removed)}
      />
      <GalleryChooser
        opened={going !== null}
        title={t(going === 'copy' ? 'copy_to' : 'move_to')}
        except={going === 'copy' ? undefined : galleryId}
        onChoose={(gallery) => {
          take(gallery, ids);
        }}
        onClose={() => {
          setGoing(null);
        }}
      />
      <DownloadDialog
        choice={download}
        onClose={() => {
          setDownload(null);
        }}
      />
      {index >= 0 && (
        <Suspense fallback={null}>
          <Lightbox
            photos={slides}
            index={index}
            onClose={lightbox.close}
            onView={(to) => {
              const slide = slides[to];
              if (slide) lightbox.view(slide.id);
              if (to >= slides.length - 5) onEndReached();
            }}
            actions={(slide) => {
              const photo = photos.get(slide.id);
              if (!photo) return null;
              return (
                <>
                  {edits && viewerActions?.(photo)}
                  {photo.urls?.original && (
                    <a
                      className="yarl__button"
                      href={photo.urls.original}
                      target="_blank"
                      rel="noreferrer"
                      aria-label={t('open_original')}
                      title={t('open_original')}
                    >
                      <Icon name="download" size={24} />
                    </a>
                  )}
                  {edits && (
                    <button
                      type="button"
                      className="yarl__button"
                      aria-label={t('delete_photo')}
                      title={t('delete_photo')}
                      onClick={() => {
                        const next = slides[index + 1] ?? slides[index - 1];
                        remove([photo.id]);
                        if (next) lightbox.view(next.id);
                        else lightbox.close();
                      }}
                    >
                      <Icon name="trash" size={24} />
                    </button>
                  )}
                </>
              );
            }}
            info={(slide) => {
              const photo = photos.get(slide.id);
              return photo ? (
                <PhotoInfo
                  key={photo.id}
                  photo={photo}
                  onSave={
                    edits
                      ? (fields) => {
                          save(photo, fields);
                        }
                      : undefined
                  }
                >
                  {edits && (
                    <TagsField
                      label={t('tags')}
                      value={photo.tags}
                      onChange={(tags) => {
                        save(photo, { tags });
                      }}
                    />
                  )}
                </PhotoInfo>
              ) : null;
            }}
          />
        </Suspense>
      )}
    </>
  );
}
