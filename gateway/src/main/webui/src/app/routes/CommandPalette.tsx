import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '@/components/photo/Icon';
import { customersQuery } from '@/features/customers/api/customers';
import { galleriesQuery } from '@/features/galleries/api/galleries';
import { isAdmin } from '@/features/session/api/session';
import { sharesQuery } from '@/features/sharing/api/links';
import type { Account } from '@/lib/api/models';
import { useItems } from './paging';
import './command-palette.css';

const OF_A_KIND = 5;

interface Command {
  readonly id: string;
  readonly icon: IconName;
  readonly words: string;
  readonly note?: string;
  readonly run: () => void;
}

interface Group {
  readonly name: string;
  readonly commands: readonly Command[];
}

/** Ctrl or Cmd with K: goes anywhere, by the first letters of its name. */
export function CommandPalette({ account }: { account: Account }) {
  const { t } = useTranslation(['studio', 'clients', 'common']);
  const [opened, setOpened] = useState(false);
  useHotkeys(
    [
      [
        'mod+K',
        () => {
          setOpened((open) => !open);
        },
      ],
    ],
    [],
  );
  const close = () => {
    setOpened(false);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': t('palette') } }}
      classNames={{ content: 'palette' }}
    >
      <Palette account={account} onDone={close} />
    </Modal>
  );
}

function Palette({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t } = useTranslation(['studio', 'clients', 'common']);
  const combobox = useCombobox({ opened: true });
  const [words, setWords] = useState('');
  const typed = words.trim();
  const groups = useCommands(account, typed, onDone);
  const commands = groups.flatMap((group) => group.commands);
  const shown = commands.map(({ id }) => id).join(' ');
  // Enter is for the best match, which is the first one.
  useEffect(() => {
    combobox.selectFirstOption();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shown]);
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => {
        onDone();
        commands.find((command) => command.id === id)?.run();
      }}
    >
      <Combobox.EventsTarget withAriaAttributes>
        <TextInput
          data-autofocus
          size="lg"
          variant="unstyled"
          className="palette-field"
          aria-label={t('palette')}
          placeholder={t('palette_hint')}
          maxLength={200}
          value={words}
          leftSection={<Icon name="search" size={20} />}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className="palette-options" aria-label={t('palette')}>
        {groups.map((group) => (
          <Combobox.Group key={group.name} label={group.name}>
            {group.commands.map((command) => (
              <Combobox.Option key={command.id} value={command.id} className="palette-option">
                <Icon name={command.icon} size={18} />
                <span className="palette-words">{command.words}</span>
                {command.note !== undefined && <span className="palette-note">{command.note}</span>}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {commands.length === 0 && <Combobox.Empty>{t('nothing_found', { q: typed })}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

function useCommands(account: Account, typed: string, onDone: () => void): readonly Group[] {
  const { t } = useTranslation(['studio', 'clients', 'common']);
  const navigate = useNavigate();
  const [q] = useDebouncedValue(typed, 150);
  const enabled = q !== '';
  const galleries = useItems(
    useInfiniteQuery({ ...galleriesQuery(q), enabled, placeholderData: keepPreviousData }).data,
  );
  const customers = useItems(
    useInfiniteQuery({ ...customersQuery({ q }), enabled, placeholderData: keepPreviousData }).data,
  );
  const links = useItems(useInfiniteQuery({ ...sharesQuery(), enabled }).data);
  return useMemo(() => {
    const pages: Command[] = [
      { id: 'galleries', icon: 'galleries', words: t('galleries'), run: () => void navigate({ to: '/galleries' }) },
      { id: 'library', icon: 'library', words: t('library'), run: () => void navigate({ to: '/library' }) },
      { id: 'clients', icon: 'clients', words: t('clients:clients'), run: () => void navigate({ to: '/clients' }) },
      { id: 'links', icon: 'links', words: t('links'), run: () => void navigate({ to: '/links' }) },
      { id: 'insights', icon: 'insights', words: t('clients:insights'), run: () => void navigate({ to: '/insights' }) },
      { id: 'bin', icon: 'trash', words: t('bin'), run: () => void navigate({ to: '/library/bin' }) },
      ...(isAdmin(account)
        ? [{ id: 'admin', icon: 'settings' as const, words: t('administration'), run: () => void navigate({ to: '/admin' }) }]
        : []),
    ];
    const lower = typed.toLocaleLowerCase();
    const named = (command: Command) => command.words.toLocaleLowerCase().includes(lower);
    const found = (name: string, commands: readonly Command[]): Group[] => (commands.length > 0 ? [{ name, commands }] : []);
    const goTo = found(t('palette_go'), pages.filter(named));
    if (typed === '') return goTo;
    return [
      ...found(
        t('galleries'),
        galleries.slice(0, OF_A_KIND).map((gallery) => ({
          id: `gallery-${gallery.id}`,
          icon: 'galleries',
          words: gallery.name,
          note: t('common:photo_count', { count: gallery.photo_count }),
          run: () => void navigate({ to: '/galleries/$galleryId', params: { galleryId: gallery.id } }),
        })),
      ),
      ...found(
        t('clients:clients'),
        customers.slice(0, OF_A_KIND).map((customer) => ({
          id: `client-${customer.id}`,
          icon: 'clients',
          words: customer.name,
          note: customer.email ?? undefined,
          run: () => void navigate({ to: '/clients/$customerId', params: { customerId: customer.id } }),
        })),
      ),
      ...found(
        t('links'),
        links
          .filter((link) => link.gallery_name.toLocaleLowerCase().includes(lower))
          .slice(0, OF_A_KIND)
          .map((link) => ({
            id: `link-${link.id}`,
            icon: 'links',
            words: link.gallery_name,
            note: link.recipient_email ?? undefined,
            run: () => void navigate({ to: '/links', search: { gallery: link.gallery_id } }),
          })),
      ),
      ...goTo,
      ...found(t('library'), [
        {
          id: 'search-library',
          icon: 'search',
          words: t('palette_search_library', { q: typed }),
          run: () => void navigate({ to: '/library', search: { q: typed } }),
        },
      ]),
    ];
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [account, typed, galleries, customers, links, navigate, onDone, t]);
}
