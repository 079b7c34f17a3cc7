import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { Logo } from '@/lib/branding';
import { type Ground, useSaveLogo } from '../api/branding';

interface LogoFieldProps {
  readonly ground: Ground;
  readonly logo: Logo | null;
  readonly name: string;
  readonly editable: boolean;
}

/** A logo is in use as soon as it is chosen. */
export function LogoField({ ground, logo, name, editable }: LogoFieldProps) {
  const { t } = useTranslation(['site', 'common']);
  const save = useSaveLogo();
  const give = (file: File | null) => {
    save.mutate(
      { ground, file },
      {
        onError: showProblem,
        onSuccess: () => notifications.show({ message: t(file === null ? 'logo_removed' : 'logo_saved') }),
      },
    );
  };
  return (
    <div className="logo-field" role="group" aria-label={t(`logo_${ground}`)}>
      <span className="logo-ground" data-ground={ground}>
        {logo === null ? <span>{name}</span> : <img src={logo.url} alt={name} width={logo.width} height={logo.height} />}
      </span>
      <span className="form-note">{t(`logo_${ground}`)}</span>
      {editable && (
        <div className="logo-actions">
          <FileButton
            accept="image/png,image/jpeg,image/webp"
            onChange={(file) => {
              if (file !== null) give(file);
            }}
          >
            {(props) => (
              <Button variant="default" loading={save.isPending} {...props}>
                {t(logo === null ? 'logo_add' : 'logo_replace')}
              </Button>
            )}
          </FileButton>
          {logo !== null && (
            <Button
              variant="default"
              disabled={save.isPending}
              onClick={() => {
                give(null);
              }}
            >
              {t('logo_remove')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
