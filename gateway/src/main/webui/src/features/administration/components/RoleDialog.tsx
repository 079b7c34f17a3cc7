import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirm } from '@/components/ui/Confirm';
import type { User } from '@/lib/api/models';
import { ROLES, type Role, roleOf, useAssignRole } from '../api/users';

export function RoleDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const [chosen, setChosen] = useState<{ id: string; role: Role } | null>(null);
  const assign = useAssignRole();
  const role = user === null ? 'viewer' : chosen?.id === user.id ? chosen.role : roleOf(user);
  const close = () => {
    setChosen(null);
    assign.reset();
    onClose();
  };
  return (
    <Confirm
      opened={user !== null}
      title={t('change_role_title', { name: user?.username ?? '' })}
      words={t('change_role_words')}
      action={t('change_role')}
      cancel={t('cancel')}
      busy={assign.isPending}
      error={assign.error}
      onClose={close}
      onConfirm={() => {
        assign.mutate({ id: user!.id, role }, { onSuccess: close });
      }}
    >
      <Radio.Group
        aria-label={t('role')}
        value={role}
        onChange={(value) => {
          setChosen({ id: user!.id, role: value as Role });
        }}
      >
        <div className="choices">
          {ROLES.map((each) => (
            <Radio key={each} value={each} label={t(`roles.${each}`)} description={t(`role_words.${each}`)} />
          ))}
        </div>
      </Radio.Group>
    </Confirm>
  );
}
