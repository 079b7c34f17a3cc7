import { Modal, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { Picture } from '@/components/photo/Picture';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { ShowMore } from '@/components/ui/ShowMore';
import type { Gallery } from '@/lib/api/models';
import { galleriesQuery } from '../api/galleries';
import './gallery-chooser.css';

interface GalleryChooserProps {
  readonly opened: boolean;
  readonly title: string;
  /** Not offered: where the photos are. */
  readonly except?: string;
  readonly onChoose: (gallery: Gallery) => void;
  readonly onClose: () => void;
}

export function GalleryChooser({ opened, title, onClose, ...list }: GalleryChooserProps) {
  const { t } = useTranslation('common');
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Choice {...list} />
    </Modal>
  );
}

function Choice({ except, onChoose }: Pick<GalleryChooserProps, 'except' | 'onChoose'>) {
  const { t } = useTranslation(['studio', 'common']);
  const [q, setQ] = useState('');
  const query = useInfiniteQuery({ ...galleriesQuery(q.trim()), placeholderData: keepPreviousData });
  const galleries = (query.data?.pages ?? []).flatMap((page) => page.items).filter(({ id }) => id !== except);
  return (
    <div className="form">
      <TextInput
        data-autofocus
        type="search"
        label={t('search_galleries')}
        value={q}
        maxLength={256}
        onChange={(event) => {
          setQ(event.currentTarget.value);
        }}
      />
      {query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isSuccess && galleries.length === 0 ? (
        <p className="form-note">{q === '' ? t('no_other_galleries') : t('nothing_found', { q })}</p>
      ) : (
        <ul className="gallery-choices">
          {galleries.map((gallery) => (
            <li key={gallery.id}>
              <button
                type="button"
                onClick={() => {
                  onChoose(gallery);
                }}
              >
                <span className="gallery-choice-cover">
                  {gallery.cover ? (
                    <Picture source={gallery.cover.urls} placeholder={gallery.cover.placeholder} alt="" side={64} />
                  ) : (
                    <Icon name="galleries" size={20} />
                  )}
                </span>
                <span className="gallery-choice-name">{gallery.name}</span>
                <span className="gallery-choice-count numbers">{t('photo_count', { count: gallery.photo_count })}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ShowMore pages={query} />
    </div>
  );
}
