import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';

export function CopyButton({ value, primary = false, compact = false }: { value: string; primary?: boolean; compact?: boolean }) {
  const { t } = useTranslation(['studio', 'common']);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, 2500);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <Button
      variant={primary ? 'filled' : 'default'}
      size={compact ? 'xs' : 'sm'}
      onClick={() => {
        copy(value).then(() => {
          setCopied(true);
        }, showProblem);
      }}
    >
      <span aria-live="polite">{copied ? t('copied') : t('copy_link')}</span>
    </Button>
  );
}

async function copy(text: string): Promise<void> {
  if ('clipboard' in navigator) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Without a secure origin browsers offer only the old way.
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
