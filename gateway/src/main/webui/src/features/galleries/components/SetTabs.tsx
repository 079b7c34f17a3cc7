import { ActionIcon, Button, Menu, Modal, TextInput } from '@mantine/core';
import { type DragEvent, type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { Confirm } from '@/components/ui/Confirm';
import { showProblem } from '@/components/ui/show-problem';
import type { GallerySet } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { useSetChanges } from '../api/sets';
import './set-tabs.css';

interface SetTabsProps {
  readonly galleryId: string;
  readonly sets: readonly GallerySet[];
  /** They can be looked at only. */
  readonly fixed?: boolean;
  /** The set that is shown, `none` for the photos without one, empty for all. */
  readonly chosen: string;
  readonly onChoose: (set: string) => void;
  /** Takes in what is dropped on a tab, if it can be. */
  readonly accepts: (transfer: DataTransfer) => boolean;
  readonly onDrop: (set: string, transfer: DataTransfer) => void;
}

type Dialog = { kind: 'add' } | { kind: 'rename' | 'delete'; set: GallerySet } | null;

/** The sections of a gallery: choose one, make, name, order and delete them, drop photos on them. */
export function SetTabs({ galleryId, sets, fixed = false, chosen, onChoose, accepts, onDrop }: SetTabsProps) {
  const { t } = useTranslation(['studio', 'common']);
  const { add, rename, order, remove } = useSetChanges(galleryId);
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => {
    setDialog(null);
  };
  const index = sets.findIndex((set) => set.id === chosen);
  const active = sets[index];
  const shift = (by: -1 | 1) => {
    if (!active) return;
    const others = sets.filter((set) => set.id !== active.id);
    order.mutate(others.toSpliced(index + by, 0, active), { onError: showProblem });
  };
  const tab = (set: string, words: ReactNode) => (
    <Tab
      key={set}
      current={set === chosen}
      onClick={() => {
        onChoose(set);
      }}
      accepts={set === '' || fixed ? null : accepts}
      onDrop={(transfer) => {
        onDrop(set, transfer);
      }}
    >
      {words}
    </Tab>
  );
  return (
    <nav className="set-tabs" aria-label={t('sets')}>
      {sets.length > 0 && tab('', t('all_photos'))}
      {sets.map((set) =>
        tab(
          set.id,
          <>
            {set.name} <span className="set-count numbers">{set.photo_count}</span>
          </>,
        ),
      )}
      {sets.length > 0 && tab('none', t('without_set'))}
      {active && !fixed && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon size={36} aria-label={t('more_about_set', { name: active.name })}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              onClick={() => {
                setDialog({ kind: 'rename', set: active });
              }}
            >
              {t('rename_set')}
            </Menu.Item>
            <Menu.Item
              disabled={index === 0}
              onClick={() => {
                shift(-1);
              }}
            >
              {t('set_before')}
            </Menu.Item>
            <Menu.Item
              disabled={index === sets.length - 1}
              onClick={() => {
                shift(1);
              }}
            >
              {t('set_behind')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              className="danger-item"
              onClick={() => {
                setDialog({ kind: 'delete', set: active });
              }}
            >
              {t('delete_set')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {!fixed && (
        <button
          type="button"
          className="set-tab set-add"
          onClick={() => {
            setDialog({ kind: 'add' });
          }}
        >
          <Icon name="plus" size={16} />
          {t('add_set')}
        </button>
      )}
      <Modal
        opened={dialog?.kind === 'add' || dialog?.kind === 'rename'}
        onClose={close}
        title={t(dialog?.kind === 'rename' ? 'rename_set' : 'add_set')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <SetForm
          initial={dialog?.kind === 'rename' ? dialog.set.name : ''}
          submit={t(dialog?.kind === 'rename' ? 'save' : 'add_set')}
          onClose={close}
          onSubmit={async (name) => {
            if (dialog?.kind === 'rename') await rename.mutateAsync({ id: dialog.set.id, name });
            else onChoose((await add.mutateAsync(name)).id);
          }}
        />
      </Modal>
      <Confirm
        opened={dialog?.kind === 'delete'}
        title={t('delete_set_title', { name: dialog?.kind === 'delete' ? dialog.set.name : '' })}
        words={t('delete_set_words')}
        action={t('delete_set')}
        cancel={t('cancel')}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => {
          if (dialog?.kind !== 'delete') return;
          remove.mutate(dialog.set.id, {
            onSuccess: () => {
              close();
              onChoose('');
            },
          });
        }}
      />
    </nav>
  );
}

interface TabProps {
  readonly current: boolean;
  readonly onClick: () => void;
  readonly accepts: ((transfer: DataTransfer) => boolean) | null;
  readonly onDrop: (transfer: DataTransfer) => void;
  readonly children: ReactNode;
}

function Tab({ current, onClick, accepts, onDrop, children }: TabProps) {
  const [over, setOver] = useState(false);
  const taken = (event: DragEvent) => accepts?.(event.dataTransfer) ?? false;
  return (
    <button
      type="button"
      className="set-tab"
      aria-current={current ? 'page' : undefined}
      data-over={over || undefined}
      onClick={onClick}
      onDragOver={(event) => {
        if (!taken(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!taken(event)) return;
        event.preventDefault();
        onDrop(event.dataTransfer);
      }}
    >
      {children}
    </button>
  );
}

interface SetFormProps {
  readonly initial: string;
  readonly submit: string;
  readonly onSubmit: (name: string) => Promise<void>;
  readonly onClose: () => void;
}

function SetForm({ initial, submit, onSubmit, onClose }: SetFormProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') {
      setProblem(t('set_name_missing'));
      return;
    }
    setBusy(true);
    onSubmit(name.trim())
      .then(onClose, (error: unknown) => {
        setProblem(problemText(asProblem(error)));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <form className="form" onSubmit={send} noValidate>
      <TextInput
        data-autofocus
        label={t('name')}
        maxLength={256}
        value={name}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
