import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '@/components/use-title';
import { ProblemNotice } from '@/components/ui/ProblemNotice';
import { signInUrl, signOut, useAccount } from '@/features/session/api/session';

export function SignOutPage() {
  const { t } = useTranslation(['studio', 'common']);
  const account = useAccount();
  const leave = useMutation({ mutationFn: signOut });
  useTitle(t('sign_out'));
  return (
    <div className="plain-page">
      <h1 className="display">{account ? t('sign_out_title') : t('signed_out_title')}</h1>
      <p>{account ? t('sign_out_words', { name: account.username }) : t('signed_out_words')}</p>
      {leave.isError && <ProblemNotice error={leave.error} />}
      <div className="plain-actions">
        {account ? (
          <>
            <Button
              loading={leave.isPending || leave.isSuccess}
              onClick={() => {
                leave.mutate();
              }}
            >
              {t('sign_out')}
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/galleries" {...props} />}>
              {t('stay')}
            </Button>
          </>
        ) : (
          <Button component="a" href={signInUrl('/galleries')}>
            {t('sign_in')}
          </Button>
        )}
      </div>
    </div>
  );
}
