import { Button, Menu } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { ACCEPTED } from '../api/files';
import { LONGEST_SIDE } from '../api/shrink';
import { useShrinkChoice } from './Uploads';

interface AddPhotosProps {
  readonly onFiles: (files: File[]) => void;
  readonly primary?: boolean;
}

/** Files by the button; by the small arrow beside it a whole folder, and the choice of what goes up. */
export function AddPhotos({ onFiles, primary = false }: AddPhotosProps) {
  const { t } = useTranslation(['studio', 'common']);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [shrinks, chooseShrinks] = useShrinkChoice();
  const hint = useId();
  const variant = primary ? 'filled' : 'default';
  const chosen = (input: HTMLInputElement) => {
    onFiles(Array.from(input.files ?? []));
    // The same files may be chosen again.
    input.value = '';
  };
  return (
    <div className="add-photos">
      <input
        ref={files}
        type="file"
        multiple
        accept={ACCEPTED}
        hidden
        aria-label={t('choose_photos')}
        onChange={(event) => {
          chosen(event.currentTarget);
        }}
      />
      <input
        ref={folder}
        type="file"
        // React knows the attribute only by this spelling.
        {...{ webkitdirectory: '' }}
        hidden
        aria-label={t('choose_folder')}
        onChange={(event) => {
          chosen(event.currentTarget);
        }}
      />
      <Button.Group>
        <Button variant={variant} onClick={() => files.current?.click()}>
          {t('add_photos')}
        </Button>
        <Menu position="bottom-end" width={300}>
          <Menu.Target>
            <Button variant={variant} px={8} aria-label={t('more_ways_to_add')}>
              <span className="chevron" aria-hidden="true" />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="photo" size={18} />} onClick={() => files.current?.click()}>
              {t('add_files')}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="folder" size={18} />} onClick={() => folder.current?.click()}>
              {t('add_folder')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.CheckboxItem
              checked={shrinks}
              onChange={chooseShrinks}
              classNames={{ itemIndicator: 'add-photos-box' }}
              aria-label={t('shrink')}
              aria-describedby={hint}
            >
              <span className="choice-words">
                {t('shrink')}
                <span id={hint}>{t('shrink_explained', { pixels: LONGEST_SIDE })}</span>
              </span>
            </Menu.CheckboxItem>
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
    </div>
  );
}
