import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showProblem } from '@/components/ui/show-problem';
import type { StudioDownloads } from '@/lib/api/models';
import { useSaveDownloads } from '../api/delivery';

/** Under which names originals are saved; changed at once. */
export function DownloadNames({ downloads }: { downloads: StudioDownloads }) {
  const { t } = useTranslation(['studio', 'common']);
  const save = useSaveDownloads();
  // Shown at the click, not when the mutation says that it is on its way.
  const [chosen, setChosen] = useState(downloads.download_names);
  return (
    <Radio.Group
      label={t('download_names')}
      value={chosen}
      onChange={(value) => {
        const names = value as StudioDownloads['download_names'];
        setChosen(names);
        save.mutate(
          { download_names: names },
          {
            onError: (error) => {
              setChosen(downloads.download_names);
              showProblem(error);
            },
          },
        );
      }}
    >
      <div className="form">
        <Radio value="original" label={t('download_names_original')} />
        <Radio value="dated" label={t('download_names_dated')} />
      </div>
    </Radio.Group>
  );
}
