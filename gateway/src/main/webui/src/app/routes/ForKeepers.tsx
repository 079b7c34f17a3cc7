import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyNotice } from '@/components/ui/EmptyNotice';
import { keepsGalleries, useAccount } from '@/features/session/api/session';

/** Pages of photographers: whoever is none is told so and shown the way to what there is for them. */
export function ForKeepers({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['studio', 'common']);
  if (keepsGalleries(useAccount())) return children;
  return (
    <EmptyNotice words={t('for_photographers')}>
      <Button renderRoot={(props) => <Link to="/explore" {...props} />}>{t('explore')}</Button>
    </EmptyNotice>
  );
}
