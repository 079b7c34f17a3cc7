import { ActionIcon, Button, Menu, NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { Confirm } from '@/components/ui/Confirm';
import { Prose } from '@/components/text/Prose';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { showUndo } from '@/components/ui/show-undo';
import { showProblem } from '@/components/ui/show-problem';
import { useTitle } from '@/components/use-title';
import { restoreFromBin } from '@/features/bin/api/bin';
import { galleryQuery, useChangeGallery } from '@/features/galleries/api/galleries';
import { DownloadDialog } from '@/features/downloads/components/DownloadDialog';
import { CoverDialog } from '@/features/galleries/components/CoverDialog';
import { DeleteGalleryDialog } from '@/features/galleries/components/DeleteGalleryDialog';
import { GalleryDialog } from '@/features/galleries/components/GalleryDialog';
import { setsQuery } from '@/features/galleries/api/sets';
import { SetTabs } from '@/features/galleries/components/SetTabs';
import { GalleryTitle } from '@/features/galleries/components/GalleryTitle';
import { carriesPhotos, photosOf } from '@/features/photos/api/dragged-photos';
import { NO_SET, applyPhoto, galleryPhotosQuery, heardOfKey, movePhotos, movePhotosBack, orderPhotos, placesOf, sortPhotos } from '@/features/photos/api/photos';
import { may, photographersQuery, useLeaveGallery } from '@/features/permissions/api/permissions';
import { ClockDialog } from '@/features/permissions/components/ClockDialog';
import { PeopleDialog } from '@/features/permissions/components/PeopleDialog';
import { useAccount } from '@/features/session/api/session';
import { ShareDialog } from '@/features/sharing/components/ShareDialog';
import type { Dropped } from '@/features/uploads/api/files';
import type { Upload } from '@/features/uploads/api/queue';
import { AddPhotos } from '@/features/uploads/components/AddPhotos';
import { DropTarget } from '@/features/uploads/components/DropTarget';
import { useUploadQueue } from '@/features/uploads/components/Uploads';
import type { Gallery, Photo, Picture } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { formatDate } from '@/lib/format';
import { NotFoundPage } from './NotFoundPage';
import { RowHeight, useRowHeight } from './RowHeight';
import { StudioWall } from './StudioWall';
import { useEndReached, useItems } from './paging';
import { useAddPhotos } from './use-add-photos';
import { useWall } from './wall-items';

export function GalleryPage() {
  const { galleryId } = useParams({ from: '/studio/galleries/$galleryId' });
  return <GalleryById key={galleryId} id={galleryId} />;
}

function GalleryById({ id }: { id: string }) {
  const query = useQuery(galleryQuery(id));
  useTitle(query.data?.name);
  if (query.data) return <OpenGallery gallery={query.data} />;
  if (!query.isError) return null;
  return asProblem(query.error).status === 404 ? (
    <NotFoundPage />
  ) : (
    <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  );
}

type Dialog = 'sort-captured' | 'sort-name' | 'share' | 'people' | 'clocks' | 'leave' | 'edit' | 'delete' | 'download' | null;

type CoverPhoto = Pick<Picture, 'id' | 'placeholder' | 'urls'>;

function OpenGallery({ gallery }: { gallery: Gallery }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const navigate = useNavigate();
  const { set = '', by = '' } = useSearch({ from: '/studio/galleries/$galleryId' });
  const owns = may(gallery, 'owner');
  const edits = may(gallery, 'edit');
  const client = useQueryClient();
  const query = useInfiniteQuery(galleryPhotosQuery(gallery.id, set, edits ? by : ''));
  const { data: photographers = [] } = useQuery({ ...photographersQuery(gallery.id), enabled: edits });
  const leave = useLeaveGallery();
  const account = useAccount();
  const { data: sets = [] } = useQuery(setsQuery(gallery.id));
  const change = useChangeGallery(gallery);
  const addPhotos = useAddPhotos();
  const uploadQueue = useUploadQueue();
  const [dialog, setDialog] = useState<Dialog>(null);
  const [cover, setCover] = useState<CoverPhoto | null>(null);
  const makeCover = (photo: Photo | undefined) => {
    if (photo?.urls) setCover({ id: photo.id, placeholder: photo.placeholder, urls: photo.urls });
  };
  const [rowHeight, setRowHeight] = useRowHeight();
  const onEndReached = useEndReached(query);
  const intoSet = set === '' || set === NO_SET ? null : set;
  const belongs = useCallback(
    (upload: Upload) =>
      upload.galleryId === gallery.id &&
      (set === '' || (upload.setId ?? null) === intoSet) &&
      (by === '' || by === account?.id),
    [gallery.id, set, intoSet, by, account],
  );
  const [arranged, setArranged] = useState(false);
  const wall = useWall(useItems(query.data), belongs, gallery.cover_photo_id, arranged);
  const onFiles = useCallback((files: File[]) => { addPhotos(files, gallery.id, intoSet); }, [addPhotos, gallery.id, intoSet]);
  const onDrop = useCallback((dropped: Dropped) => { onFiles(dropped.files); }, [onFiles]);
  const save = (fields: Parameters<typeof change.mutate>[0]) => {
    change.mutate(fields, { onError: showProblem });
  };
  const choose = (chosen: string) => {
    void navigate({ to: '.', search: (before) => ({ ...before, set: chosen || undefined }), resetScroll: false });
  };
  const moveTo = (target: string, ids: readonly string[]) => {
    const setId = target === NO_SET ? null : target;
    const places = placesOf(wall.photos, ids);
    const before = ids.flatMap((id) => wall.photos.get(id) ?? []);
    const shown = (photos: readonly Photo[]) => {
      for (const photo of photos) applyPhoto(client, photo);
      void client.invalidateQueries({ queryKey: setsQuery(gallery.id).queryKey });
    };
    movePhotos(ids, gallery.id, setId).then(() => {
      shown(before.map((photo) => ({ ...photo, set_id: setId })));
      const message = t('moved_to_set', { count: ids.length });
      if (places) {
        showUndo(`moved-${String(Date.now())}`, message, t('undo'), async () => {
          await movePhotosBack(places);
          shown(before);
        });
      } else {
        notifications.show({ message });
      }
    }, showProblem);
  };
  const sorting = useMutation({
    mutationFn: (by: 'captured' | 'name') => sortPhotos(gallery.id, by),
    onSuccess: () => {
      setDialog(null);
      setArranged(true);
      // What was heard of photos before says where they stood.
      client.setQueryData(heardOfKey, {});
      return client.invalidateQueries({ queryKey: ['gallery', gallery.id, 'photos'] });
    },
  });
  const order = (ids: readonly string[], before: string | null) => {
    // Behind the last photo loaded there are more: its own place is the last one known.
    const last = query.hasNextPage && before === null ? (wall.items.findLast(({ id }) => !ids.includes(id))?.id ?? null) : before;
    orderPhotos(gallery.id, ids, last).then(({ items }) => {
      setArranged(true);
      for (const { id, position } of items) {
        const photo = wall.photos.get(id);
        if (photo) applyPhoto(client, { ...photo, position });
      }
    }, showProblem);
  };
  const empty = query.isSuccess && wall.items.length === 0 && !query.hasNextPage;

  return (
    <div className="page" data-gallery-id={gallery.id}>
      {edits && <DropTarget words={t('drop_into', { name: gallery.name })} onDrop={onDrop} />}
      <Link to="/galleries" search={owns ? {} : { shared: true }} className="page-back">
        <Icon name="back" size={16} />
        {t(owns ? 'galleries' : 'people.shared_with_me')}
      </Link>
      <div className="page-head gallery-head">
        <div>
          {owns ? (
            <GalleryTitle
              name={change.isPending ? (change.variables.name ?? gallery.name) : gallery.name}
              onRename={(name) => {
                save({ name });
              }}
            />
          ) : (
            <h1 className="gallery-title">{gallery.name}</h1>
          )}
          <div className="gallery-meta numbers">
            <span>{formatDate(gallery.event_date ?? gallery.created_at, i18n.language)}</span>
            {gallery.locked && (
              <span>
                <Icon name="lock" size={14} /> {t('locked')}
              </span>
            )}
            {gallery.archived && <span>{t('archived')}</span>}
            <span>{t('photo_count', { count: gallery.photo_count })}</span>
            {gallery.pending_count > 0 && <span>{t('photos_pending', { count: gallery.pending_count })}</span>}
            {gallery.failed_count > 0 && (
              <span className="gallery-failed">{t('photos_failed', { count: gallery.failed_count })}</span>
            )}
            {owns ? (
              <Visibility
                isPublic={change.isPending ? (change.variables.is_public ?? gallery.is_public) : gallery.is_public}
                onChange={(is_public) => {
                  save({ is_public });
                }}
              />
            ) : (
              <>
                <span>
                  {gallery.studio.name === ''
                    ? t('people.from_somebody')
                    : t('people.from', { studio: gallery.studio.name })}
                </span>
                {gallery.permission !== 'owner' && <span>{t(`people.levels.${gallery.permission}`)}</span>}
              </>
            )}
          </div>
          {gallery.description && <Prose text={gallery.description} className="gallery-description" />}
        </div>
        <div className="gallery-actions">
          {edits && <AddPhotos onFiles={onFiles} />}
          {owns && (
            <>
              <Button
                variant="default"
                onClick={() => {
                  setDialog('people');
                }}
              >
                {t('people.people')}
              </Button>
              <Button
                onClick={() => {
                  setDialog('share');
                }}
              >
                {t('share')}
              </Button>
            </>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('more_about_gallery')}>
                <Icon name="more" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {owns && (
                <Menu.Item
                  onClick={() => {
                    setDialog('edit');
                  }}
                >
                  {t('edit_gallery')}
                </Menu.Item>
              )}
              {may(gallery, 'copy') && gallery.photo_count > 0 && (
                <Menu.Item
                  onClick={() => {
                    setDialog('download');
                  }}
                >
                  {t('download_gallery')}
                </Menu.Item>
              )}
              {edits && gallery.cover && (
                <Menu.Item
                  onClick={() => {
                    setCover(gallery.cover);
                  }}
                >
                  {t('change_cover')}
                </Menu.Item>
              )}
              {edits &&
                gallery.photo_count > 1 &&
                (['captured', 'name'] as const).map((by) => (
                  <Menu.Item
                    key={by}
                    onClick={() => {
                      setDialog(`sort-${by}`);
                    }}
                  >
                    {t(`sort_by.${by}`)}
                  </Menu.Item>
                ))}
              {edits && photographers.length > 0 && (
                <Menu.Item
                  onClick={() => {
                    setDialog('clocks');
                  }}
                >
                  {t('people.clocks')}
                </Menu.Item>
              )}
              {!owns && gallery.permission_id !== null && (
                <Menu.Item
                  className="danger-item"
                  onClick={() => {
                    setDialog('leave');
                  }}
                >
                  {t('people.leave')}
                </Menu.Item>
              )}
              {owns && (
                <>
                  <Menu.Item renderRoot={(props) => <Link to="/links" search={{ gallery: gallery.id }} {...props} />}>
                    {t('links_of_gallery')}
                  </Menu.Item>
                  {gallery.is_public && (
                    <Menu.Item renderRoot={(props) => <Link to="/g/$galleryId" params={{ galleryId: gallery.id }} {...props} />}>
                      {t('see_public_page')}
                    </Menu.Item>
                  )}
                  <Menu.Item
                    onClick={() => {
                      save({ locked: !gallery.locked });
                    }}
                  >
                    {t(gallery.locked ? 'unlock_gallery' : 'lock_gallery')}
                  </Menu.Item>
                  <Menu.Item
                    onClick={() => {
                      save({ archived: !gallery.archived });
                    }}
                  >
                    {t(gallery.archived ? 'unarchive_gallery' : 'archive_gallery')}
                  </Menu.Item>
                  <Menu.Divider />
                  <Menu.Item
                    className="danger-item"
                    onClick={() => {
                      setDialog('delete');
                    }}
                  >
                    {t('delete_gallery')}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      <div className="wall-head">
        <SetTabs
          galleryId={gallery.id}
          fixed={!edits}
          sets={sets}
          chosen={set}
          onChoose={choose}
          accepts={carriesPhotos}
          onDrop={(target, transfer) => {
            moveTo(target, photosOf(transfer));
          }}
        />
        {edits && photographers.length > 1 && (
          <NativeSelect
            aria-label={t('people.photographer')}
            value={by}
            data={[
              { value: '', label: t('people.everybody') },
              ...photographers.map(({ id, name }) => ({ value: id, label: name || t('people.unknown') })),
            ]}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              void navigate({
                to: '.',
                search: (before) => ({ ...before, by: chosen || undefined }),
                resetScroll: false,
              });
            }}
          />
        )}
        {!empty && <RowHeight value={rowHeight} onChange={setRowHeight} />}
      </div>
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : empty ? (
        <EmptyNotice words={t(!edits ? 'people.empty' : set === '' || gallery.photo_count === 0 ? 'gallery_empty' : 'set_empty')} />
      ) : (
        <>
          <StudioWall
            wall={wall}
            label={t('photos_of', { name: gallery.name })}
            rowHeight={rowHeight}
            onEndReached={onEndReached}
            draggable={edits && !gallery.locked}
            galleryId={gallery.id}
            permission={gallery.permission}
            onOrder={!edits || gallery.locked || by !== '' ? undefined : order}
            actions={(ids, clear) =>
              edits && <>
                {sets.length > 0 && (
                  <Menu position="top">
                    <Menu.Target>
                      <button type="button">{t('move_to_set')}</button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {[...sets, { id: NO_SET, name: t('without_set') }].map((target) => (
                        <Menu.Item
                          key={target.id}
                          disabled={target.id === set}
                          onClick={() => {
                            moveTo(target.id, ids);
                            clear();
                          }}
                        >
                          {target.name}
                        </Menu.Item>
                      ))}
                    </Menu.Dropdown>
                  </Menu>
                )}
                {ids.length === 1 && wall.photos.get(ids[0]!)?.status === 'ready' && (
                  <button
                    type="button"
                    onClick={() => {
                      makeCover(wall.photos.get(ids[0]!));
                      clear();
                    }}
                  >
                    {t('make_cover')}
                  </button>
                )}
              </>
            }
            viewerActions={(photo) => (
              <button
                type="button"
                className="yarl__button"
                aria-label={t('make_cover')}
                title={t('make_cover')}
                aria-pressed={gallery.cover_photo_id === photo.id}
                onClick={() => {
                  makeCover(photo);
                }}
              >
                <Icon name="cover" size={24} />
              </button>
            )}
          />
        </>
      )}
      <ShareDialog
        sets={sets}
        gallery={gallery}
        opened={dialog === 'share'}
        onClose={() => {
          setDialog(null);
        }}
      />
      <PeopleDialog
        gallery={gallery}
        opened={dialog === 'people'}
        onClose={() => {
          setDialog(null);
        }}
      />
      <ClockDialog
        galleryId={gallery.id}
        photographers={photographers}
        opened={dialog === 'clocks'}
        onClose={() => {
          setDialog(null);
        }}
      />
      <Confirm
        opened={dialog === 'leave'}
        title={t('people.leave')}
        words={t('people.leave_words', { name: gallery.name })}
        action={t('people.leave')}
        cancel={t('cancel')}
        danger
        busy={leave.isPending}
        error={leave.error}
        onClose={() => {
          setDialog(null);
        }}
        onConfirm={() => {
          if (gallery.permission_id === null) return;
          leave.mutate(
            { galleryId: gallery.id, permissionId: gallery.permission_id },
            { onSuccess: () => void navigate({ to: '/galleries', search: { shared: true } }) },
          );
        }}
      />
      <Confirm
        opened={dialog === 'sort-captured' || dialog === 'sort-name'}
        title={t(dialog === 'sort-name' ? 'sort_by.name' : 'sort_by.captured')}
        words={t('sort_words')}
        action={t('sort')}
        cancel={t('cancel')}
        busy={sorting.isPending}
        error={sorting.error}
        onClose={() => {
          setDialog(null);
        }}
        onConfirm={() => {
          sorting.mutate(dialog === 'sort-name' ? 'name' : 'captured');
        }}
      />
      <CoverDialog
        galleryId={gallery.id}
        photo={cover}
        focus={
          gallery.cover && cover?.id === gallery.cover_photo_id
            ? { x: gallery.cover.focus_x, y: gallery.cover.focus_y }
            : { x: 0.5, y: 0.5 }
        }
        onClose={() => {
          setCover(null);
        }}
        onSaved={() => {
          setCover(null);
          notifications.show({ message: t('cover_set') });
        }}
      />
      <DownloadDialog
        choice={dialog === 'download' ? { gallery: gallery.id } : null}
        onClose={() => {
          setDialog(null);
        }}
      />
      <GalleryDialog
        opened={dialog === 'edit'}
        title={t('edit_gallery')}
        submit={t('save')}
        initial={gallery}
        onSubmit={(fields) => change.mutateAsync(fields)}
        onClose={() => {
          setDialog(null);
        }}
      />
      <DeleteGalleryDialog
        gallery={gallery}
        opened={dialog === 'delete'}
        onClose={() => {
          setDialog(null);
        }}
        onDeleted={() => {
          uploadQueue.removeOf(gallery.id);
          void navigate({ to: '/galleries' });
          showUndo(`deleted-${gallery.id}`, t('gallery_deleted', { name: gallery.name }), t('undo'), async () => {
            await restoreFromBin({ galleries: [gallery.id] });
            for (const key of ['galleries', 'library', 'shares', 'public', 'bin']) {
              void client.invalidateQueries({ queryKey: [key] });
            }
          });
        }}
      />
    </div>
  );
}

function Visibility({ isPublic, onChange }: { isPublic: boolean; onChange: (isPublic: boolean) => void }) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <button type="button" className="visibility" aria-label={t('visibility_is', { is: isPublic ? t('public') : t('private') })}>
          <Icon name={isPublic ? 'globe' : 'lock'} size={16} />
          {isPublic ? t('public') : t('private')}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={isPublic ? 'public' : 'private'}
          onChange={(choice) => {
            onChange(choice === 'public');
          }}
        >
          {(['private', 'public'] as const).map((choice) => (
            <Menu.RadioItem key={choice} value={choice} closeMenuOnClick aria-label={t(choice)}>
              <span className="choice-words">
                {t(choice)}
                <span>{t(`${choice}_explained`)}</span>
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
