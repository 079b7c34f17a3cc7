import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** Below a list that comes in pages: the next one, while there is one. */
export function ShowMore({ pages }: { pages: Pages }) {
  const { t } = useTranslation('studio');
  if (!pages.hasNextPage) return null;
  return (
    <div className="more">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t('show_more')}
      </Button>
    </div>
  );
}
