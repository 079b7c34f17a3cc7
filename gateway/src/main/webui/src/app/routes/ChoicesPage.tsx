import { Button, Menu, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/ui/Confirm';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import { showProblem } from '@/components/ui/show-problem';
import { useTitle } from '@/components/use-title';
import {
  EXPORTS,
  commentsQuery,
  exportAddress,
  proofingQuery,
  selectionsQuery,
  useCloseRound,
  useLiveProofing,
  useReopenRound,
} from '@/features/proofing/api/proofing';
import { CommentList } from '@/features/proofing/components/CommentList';
import { ProofingDialog } from '@/features/proofing/components/ProofingDialog';
import { SelectedPhotos } from '@/features/proofing/components/SelectedPhotos';
import { VisitorTable } from '@/features/proofing/components/VisitorTable';
import type { LinkProofing } from '@/lib/api/models';
import { formatDateTime } from '@/lib/format';
import { ForKeepers } from './ForKeepers';

export function ChoicesPage() {
  return (
    <ForKeepers>
      <Choices />
    </ForKeepers>
  );
}

/** What the visitors of one link chose, said and sent. */
function Choices() {
  const { t } = useTranslation(['studio', 'common']);
  const { linkId } = useParams({ from: '/studio/links/$linkId/choices' });
  const query = useQuery(proofingQuery(linkId));
  useLiveProofing(linkId);
  useTitle(t('choices.title'));
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return query.data === undefined ? null : <Loaded proofing={query.data} />;
}

function Loaded({ proofing }: { proofing: LinkProofing }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const id = proofing.link_id;
  const [dialog, setDialog] = useState<'settings' | 'reopen' | null>(null);
  const [whose, setWhose] = useState('');
  const [which, setWhich] = useState('');
  const visitor = proofing.visitors.find((one) => one.id === whose);
  const filter = {
    visitorId: visitor?.id,
    listId: visitor?.lists.some((list) => list.id === which) ? which : undefined,
  };
  const selections = useInfiniteQuery(selectionsQuery(id, filter));
  const comments = useInfiniteQuery(commentsQuery(id));
  const close = useCloseRound(id);
  const reopen = useReopenRound(id);
  const photos = selections.data?.pages.flatMap((page) => page.items) ?? [];
  const said = comments.data?.pages.flatMap((page) => page.items) ?? [];
  const facts = [
    t(`choices.states.${proofing.state}`),
    t('choices.round', { number: proofing.round }),
    proofing.deadline === null
      ? null
      : t('choices.until', { date: formatDateTime(proofing.deadline, i18n.language) }),
    t('choices.visitor_count', { count: proofing.visitor_count }),
    t('choices.signed_count', { count: proofing.signed_count }),
  ].filter((fact) => fact !== null);
  return (
    <div className="page">
      <div className="page-head page-head-wide">
        <div>
          <h1>{t('choices.of', { name: proofing.gallery_name })}</h1>
          <p className="page-words" aria-live="polite">
            {facts.join(' · ')}
          </p>
        </div>
        <div className="spacer" />
        <Button variant="default" renderRoot={(props) => <Link to="/links" {...props} />}>
          {t('links')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setDialog('settings');
          }}
        >
          {t('choices.settings')}
        </Button>
        {proofing.state === 'open' ? (
          <Button
            variant="default"
            loading={close.isPending}
            onClick={() => {
              close.mutate(undefined, { onError: showProblem });
            }}
          >
            {t('choices.close')}
          </Button>
        ) : null}
        {proofing.state !== 'off' && (proofing.state !== 'open' || proofing.signed_count > 0) && (
          <Button
            variant="default"
            onClick={() => {
              setDialog('reopen');
            }}
          >
            {t('choices.reopen')}
          </Button>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <Button disabled={photos.length === 0}>{t('choices.export')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {EXPORTS.map((format) => (
              <Menu.Item key={format} component="a" href={exportAddress(id, format, filter)} download>
                {t(`choices.formats.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {proofing.visitors.length === 0 ? (
        <EmptyNotice words={t(proofing.enabled ? 'choices.nobody' : 'choices.not_asked')} />
      ) : (
        <>
          <VisitorTable proofing={proofing} />
          <section className="page-part" aria-labelledby="chosen-photos">
            <h2 id="chosen-photos">{t('choices.photos')}</h2>
            <div className="choices-filter">
              <NativeSelect
                label={t('choices.visitor')}
                value={visitor?.id ?? ''}
                onChange={(event) => {
                  setWhose(event.currentTarget.value);
                  setWhich('');
                }}
                data={[
                  { value: '', label: t('choices.everybody') },
                  ...proofing.visitors.map((one) => ({ value: one.id, label: one.name ?? t('choices.unnamed') })),
                ]}
              />
              {visitor !== undefined && visitor.lists.length > 0 && (
                <NativeSelect
                  label={t('choices.list')}
                  value={filter.listId ?? ''}
                  onChange={(event) => {
                    setWhich(event.currentTarget.value);
                  }}
                  data={[
                    { value: '', label: t('choices.favourites') },
                    ...visitor.lists.map((list) => ({ value: list.id, label: list.name })),
                  ]}
                />
              )}
            </div>
            {selections.isError ? (
              <ProblemNotice error={selections.error} onRetry={() => void selections.refetch()} />
            ) : selections.isSuccess && photos.length === 0 ? (
              <p className="page-words">{t('choices.none')}</p>
            ) : (
              <SelectedPhotos photos={photos} />
            )}
            <ShowMore pages={selections} />
          </section>
          {said.length > 0 && (
            <section className="page-part" aria-labelledby="comments">
              <h2 id="comments">{t('choices.comments')}</h2>
              <CommentList linkId={id} comments={said} />
              <ShowMore pages={comments} />
            </section>
          )}
        </>
      )}
      {dialog === 'settings' && (
        <ProofingDialog
          proofing={proofing}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
      <Confirm
        opened={dialog === 'reopen'}
        title={t('choices.reopen')}
        words={t('choices.reopen_words')}
        action={t('choices.reopen')}
        cancel={t('cancel')}
        busy={reopen.isPending}
        error={reopen.error}
        onClose={() => {
          setDialog(null);
          reopen.reset();
        }}
        onConfirm={() => {
          reopen.mutate(undefined, {
            onSuccess: () => {
              setDialog(null);
            },
          });
        }}
      />
    </div>
  );
}
