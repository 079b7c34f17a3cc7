import { Button, NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import { showProblem } from '@/components/ui/show-problem';
import type { GalleryPermission } from '@/lib/api/models';
import { formatDateTime, formatShortDate } from '@/lib/format';
import { LEVELS, asLevel, useChangeLevel, useRevokePermission } from '../api/permissions';
import './permissions.css';

interface PermissionTableProps {
  readonly label: string;
  readonly permissions: readonly GalleryPermission[];
  /** Where several galleries are listed: the one of a row. */
  readonly gallery?: (permission: GalleryPermission) => ReactNode;
}

/** Who may do what, since when and by whom; what is over is said, and stays. */
export function PermissionTable({ label, permissions, gallery }: PermissionTableProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const change = useChangeLevel();
  const revoke = useRevokePermission();
  const columns = [
    { key: 'person', words: t('people.person') },
    ...(gallery ? [{ key: 'gallery', words: t('people.gallery') }] : []),
    { key: 'level', words: t('people.may') },
    { key: 'since', words: t('people.history') },
    { key: 'actions', words: t('people.actions'), hidden: true },
  ];
  const step = ({ at, by, level, given_back }: GalleryPermission['history'][number]) => {
    const date = formatShortDate(at, i18n.language);
    if (given_back) return t('people.given_back', { date });
    const name = by ?? t('people.nobody');
    return level === null
      ? t('people.revoked', { date, name })
      : t('people.granted', { date, name, level: t(`people.levels.${asLevel(level)}`) });
  };
  return (
    <DataTable label={label} columns={columns}>
      {permissions.map((permission) => {
        const over = permission.revoked_at !== null;
        const level = asLevel(
          change.isPending && change.variables.permission.id === permission.id ? change.variables.level : permission.level,
        );
        return (
          <Row key={permission.id} quiet={over}>
            <Cell column="person">
              <span className="data-main permission-address">{permission.email}</span>
            </Cell>
            {gallery && (
              <Cell column="gallery" words={t('people.gallery')}>
                <span className="permission-gallery">{gallery(permission)}</span>
              </Cell>
            )}
            <Cell column="level" words={t('people.may')}>
              {over ? (
                <span className="permission-over">{t('people.over')}</span>
              ) : (
                <NativeSelect
                  size="xs"
                  aria-label={t('people.level_of', { email: permission.email })}
                  value={level}
                  data={LEVELS.map((value) => ({ value, label: t(`people.levels.${value}`) }))}
                  onChange={(event) => {
                    change.mutate({ permission, level: asLevel(event.currentTarget.value) }, { onError: showProblem });
                  }}
                />
              )}
            </Cell>
            <Cell column="since" words={t('people.history')}>
              <ul className="permission-steps">
                {permission.history.map((each) => (
                  <li key={each.at} title={formatDateTime(each.at, i18n.language)}>
                    {step(each)}
                  </li>
                ))}
              </ul>
            </Cell>
            <Cell column="buttons">
              {!over && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('people.revoke_for', { email: permission.email })}
                  onClick={() => {
                    revoke.mutate(permission, {
                      onSuccess: () => {
                        notifications.show({ message: t('people.is_revoked', { email: permission.email }) });
                      },
                      onError: showProblem,
                    });
                  }}
                >
                  {t('people.revoke')}
                </Button>
              )}
            </Cell>
          </Row>
        );
      })}
    </DataTable>
  );
}
