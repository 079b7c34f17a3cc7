import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, type MouseEvent, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StudioContact } from '@/components/brand/StudioContact';
import { SectionRow } from '@/components/sections/SectionRow';
import { StudioMark } from '@/components/brand/StudioMark';
import { Icon } from '@/components/photo/Icon';
import { JustifiedGrid } from '@/components/photo/JustifiedGrid';
import { Prose } from '@/components/text/Prose';
import { Picture } from '@/components/photo/Picture';
import type { SharedGallery, ViewPhoto } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { formatDate } from '@/lib/format';
import { problemText } from '@/lib/i18n/problem-text';
import { CellChoice } from '../choices/CellChoice';
import { ChoiceBar } from '../choices/ChoiceBar';
import type { Place } from '../choices/CommentSheet';
import { FAVOURITES } from '../choices/choices';
import { useChoices } from '../choices/use-choices';
import '../choices/choices.css';
import { photoViewed, sharedPhotosQuery } from '../api/shared-gallery';
import { takesBack } from '../offline/kept';
import { Cover } from './Cover';
import { DownloadPanel } from './DownloadPanel';
import { PinDialog } from './PinDialog';
import { useNarrow } from './use-narrow';
import { useOpenPhoto } from './use-open-photo';

const Lightbox = lazy(() => import('@/components/photo/Lightbox'));
const CarriedHere = lazy(() => import('../choices/CarriedHere').then((part) => ({ default: part.CarriedHere })));
const CommentSheet = lazy(() => import('../choices/CommentSheet').then((part) => ({ default: part.CommentSheet })));
const Pins = lazy(() => import('../choices/Pins').then((part) => ({ default: part.Pins })));

const cameByMail = () => location.hash.startsWith('#carry=');

const keyOf = (photo: ViewPhoto) => photo.id;
const ratioOf = (photo: ViewPhoto) => (photo.width && photo.height ? photo.width / photo.height : null);

interface SharedGalleryPageProps {
  readonly token: string;
  readonly shared: SharedGallery;
  /** Something said that the link shows nothing any more. */
  readonly onOver: () => void;
}

export function SharedGalleryPage({ token, shared, onOver }: SharedGalleryPageProps) {
  const { t, i18n } = useTranslation(['view', 'common']);
  const narrow = useNarrow();
  const [set, setSet] = useState<string | null>(null);
  const query = useInfiniteQuery(sharedPhotosQuery(token, set));
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const loaded = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const proofing = useChoices(token);
  const { choices } = proofing;
  const photosProblem = isError ? asProblem(query.error) : null;
  const refused = choices.over || (photosProblem !== null && takesBack(`/api/view/${token}`, photosProblem.status, photosProblem.slug));
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    if (refused) over.current();
  }, [refused]);
  const [list, setList] = useState<string>(FAVOURITES);
  const [reviewing, setReviewing] = useState(false);
  const [placing, setPlacing] = useState(false);
  const [place, setPlace] = useState<Place | null>(null);
  const [carried] = useState(cameByMail);
  const reviewed = useMemo(() => {
    if (!reviewing) return null;
    if (choices.state?.kind === 'approve') return new Set(choices.verdicts.keys());
    const active = choices.lists.find((one) => (list === FAVOURITES ? one.kind === 'favourites' : one.id === list));
    return new Set(active?.photo_ids);
  }, [reviewing, choices, list]);
  const photos = useMemo(
    () => (reviewed === null ? loaded : loaded.filter((photo) => reviewed.has(photo.id))),
    [loaded, reviewed],
  );
  const { openId, open, view, close } = useOpenPhoto();
  const told = useRef(new Set<string>());
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [download, setDownload] = useState<readonly string[] | 'all' | null>(null);
  const mayDownload = shared.download_sizes.length > 0;
  const [locked, setLocked] = useState(shared.pin_required);
  // What was asked for before the PIN was given.
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const unlocked = (then: () => void) => {
    if (locked) setWaiting(() => then);
    else then();
  };
  const onDownload = (event: MouseEvent<HTMLAnchorElement>) => {
    if (!locked) return;
    event.preventDefault();
    const address = event.currentTarget.href;
    unlocked(() => {
      window.location.assign(address);
    });
  };

  const onEndReached = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);

  // What was chosen may be anywhere in the gallery.
  useEffect(() => {
    if (reviewing) onEndReached();
  }, [reviewing, onEndReached]);

  const choose = (id: string) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  const seen = (id: string) => {
    if (told.current.has(id)) return;
    told.current.add(id);
    photoViewed(token, id);
  };
  const slides = useMemo(
    () =>
      photos.map((photo) => ({
        id: photo.id,
        alt: photo.title ?? photo.filename,
        width: photo.width,
        height: photo.height,
        thumbnail: photo.urls.thumbnail,
        preview: photo.urls.preview,
      })),
    [photos],
  );
  const index = slides.findIndex((slide) => slide.id === openId);
  const commentable =
    choices.state !== null && choices.state.state !== 'off' && (choices.state.comments || choices.remarks.length > 0);
  const facts = [
    t('common:photo_count', { count: shared.gallery.photo_count }),
    shared.expires_at === null ? null : t('until', { date: formatDate(shared.expires_at, i18n.language) }),
    shared.remaining_views === null ? null : t('remaining_views', { count: shared.remaining_views }),
  ].filter((fact) => fact !== null);

  return (
    <>
      <Cover gallery={shared.gallery} studio={shared.studio} />
      <main className="shared" id="photos" tabIndex={-1}>
        <div className="shared-head">
          {shared.gallery.description && <Prose text={shared.gallery.description} className="shared-words" />}
          <p className="shared-facts">{facts.join(' · ')}</p>
          {shared.access_level === 'preview' && <p className="shared-facts">{t('preview_explained')}</p>}
          {mayDownload && photos.length > 0 && (
            <div className="shared-actions">
              <button
                type="button"
                className="button"
                onClick={() => {
                  unlocked(() => {
                    setDownload('all');
                  });
                }}
              >
                {t('download_all')}
              </button>
              <button
                type="button"
                className="button button-quiet"
                aria-pressed={chosen !== null}
                onClick={() => {
                  setChosen(chosen === null ? new Set() : null);
                }}
              >
                {t('choose_photos')}
              </button>
            </div>
          )}
        </div>
        <SectionRow
          sets={shared.gallery.sets}
          words={{ label: t('sets'), all: t('all') }}
          chosen={set}
          onChoose={setSet}
        />
        {query.isError && photos.length === 0 ? (
          <div className="shared-problem" role="alert">
            <p>{problemText(asProblem(query.error))}</p>
            <button type="button" className="button" onClick={() => void query.refetch()}>
              {t('common:try_again')}
            </button>
          </div>
        ) : query.isSuccess && photos.length === 0 ? (
          <p className="shared-problem">{t(reviewing ? 'nothing_chosen' : 'empty')}</p>
        ) : (
          <JustifiedGrid
            items={photos}
            keyOf={keyOf}
            ratioOf={ratioOf}
            targetHeight={narrow ? 220 : 400}
            gap={narrow ? 4 : 8}
            label={t('common:photos')}
            onEndReached={onEndReached}
          >
            {(photo, cell) => (
              <div className="shared-cell" data-photo-id={photo.id}>
                <button
                  type="button"
                  className="photo-cell"
                  tabIndex={cell.tabIndex}
                  data-cell={cell.index}
                  aria-label={t(chosen === null ? 'open_photo' : 'choose_photo', {
                    name: photo.title ?? photo.filename,
                  })}
                  aria-pressed={chosen === null ? undefined : chosen.has(photo.id)}
                  onClick={() => {
                    if (chosen !== null) {
                      choose(photo.id);
                      return;
                    }
                    seen(photo.id);
                    open(photo.id);
                  }}
                >
                  <Picture
                    source={photo.urls}
                    placeholder={photo.placeholder}
                    alt=""
                    side={Math.max(cell.width, cell.height)}
                    crossOrigin="anonymous"
                  />
                </button>
                {chosen === null && (
                  <CellChoice
                    of={proofing}
                    photoId={photo.id}
                    name={photo.title ?? photo.filename}
                    list={list}
                    tabIndex={cell.tabIndex}
                    className="cell-choice"
                  />
                )}
                {chosen === null && photo.urls.download && (
                  <a
                    className="shared-download"
                    href={photo.urls.download}
                    download
                    onClick={onDownload}
                    tabIndex={cell.tabIndex}
                    aria-label={t('download_photo', { name: photo.filename })}
                    title={t('download')}
                  >
                    <Icon name="download" size={22} />
                  </a>
                )}
              </div>
            )}
          </JustifiedGrid>
        )}
      </main>
      {chosen !== null && (
        <div className="chosen-bar" role="toolbar" aria-label={t('selection')}>
          <strong aria-live="polite">{t('chosen', { count: chosen.size })}</strong>
          <button
            type="button"
            className="button"
            disabled={chosen.size === 0}
            onClick={() => {
              // In the order of the gallery, not of the clicks.
              const shown = photos.filter((photo) => chosen.has(photo.id)).map((photo) => photo.id);
              unlocked(() => {
                setDownload([...shown, ...[...chosen].filter((id) => !shown.includes(id))]);
              });
            }}
          >
            {t('download_selection')}
          </button>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              setChosen(null);
            }}
          >
            {t('cancel')}
          </button>
        </div>
      )}
      {chosen === null && loaded.length > 0 && (
        <ChoiceBar
          of={proofing}
          list={list}
          onList={setList}
          reviewing={reviewing}
          onReview={setReviewing}
          photoCount={shared.gallery.photo_count}
        />
      )}
      {carried && (
        <Suspense fallback={null}>
          <CarriedHere of={proofing} />
        </Suspense>
      )}
      {download !== null && (
        <DownloadPanel
          token={token}
          sizes={shared.download_sizes}
          photoIds={download === 'all' ? null : download}
          onClose={() => {
            setDownload(null);
          }}
        />
      )}
      {waiting !== null && (
        <PinDialog
          token={token}
          onUnlocked={() => {
            setLocked(false);
            setWaiting(null);
            waiting();
          }}
          onClose={() => {
            setWaiting(null);
          }}
        />
      )}
      <footer className="shared-foot">
        {shared.studio && (shared.studio.branding?.logo ? <StudioMark brand={shared.studio} /> : <span>{shared.studio.name}</span>)}
        {shared.studio?.branding?.footer && <span>{shared.studio.branding.footer}</span>}
        <StudioContact branding={shared.studio?.branding ?? null} />
        <span>{t('made_with')}</span>
      </footer>
      {index >= 0 && (
        <Suspense fallback={null}>
          <Lightbox
            photos={slides}
            index={index}
            onClose={close}
            onView={(to) => {
              const slide = slides[to];
              setPlace(null);
              setPlacing(false);
              if (slide) {
                seen(slide.id);
                view(slide.id);
              }
              if (to >= slides.length - 5) onEndReached();
            }}
            actions={(slide) => {
              const photo = photos.find((candidate) => candidate.id === slide.id);
              return (
                <>
                  <CellChoice of={proofing} photoId={slide.id} name={slide.alt} list={list} className="yarl__button" />
                  {photo?.urls.download && (
                    <a
                      className="yarl__button"
                      href={photo.urls.download}
                      download
                      onClick={onDownload}
                      aria-label={t('download_photo', { name: photo.filename })}
                      title={t('download')}
                    >
                      <Icon name="download" size={24} />
                    </a>
                  )}
                </>
              );
            }}
            infoLabel={t('comments')}
            infoIcon="comment"
            info={
              commentable
                ? (slide) => (
                    <Suspense fallback={null}>
                      <CommentSheet
                        key={slide.id}
                        of={proofing}
                        photoId={slide.id}
                        place={place}
                        placing={placing}
                        onPlacing={setPlacing}
                        onWritten={() => {
                          setPlace(null);
                          setPlacing(false);
                        }}
                      />
                    </Suspense>
                  )
                : undefined
            }
            overlay={(slide) => (
              <Suspense fallback={null}>
                <Pins
                  of={proofing}
                  photoId={slide.id}
                  place={place}
                  placing={placing}
                  onPlace={(at) => {
                    setPlace(at);
                    setPlacing(false);
                  }}
                />
              </Suspense>
            )}
          />
        </Suspense>
      )}
    </>
  );
}
