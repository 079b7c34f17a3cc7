import { Slider } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

const SMALLEST = 96;
const LARGEST = 440;

/** How tall rows should be; remembered on this device, apart for narrow and wide windows. */
export function useRowHeight(): [number, (height: number) => void] {
  const narrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false });
  const [height, setHeight] = useLocalStorage({
    key: narrow ? 'vitrine.row-height.narrow' : 'vitrine.row-height',
    defaultValue: narrow ? 130 : 210,
    getInitialValueInEffect: false,
  });
  return [Math.min(LARGEST, Math.max(SMALLEST, Number(height) || SMALLEST)), setHeight];
}

export function RowHeight({ value, onChange }: { value: number; onChange: (height: number) => void }) {
  const { t } = useTranslation(['studio', 'common']);
  return (
    <Slider
      className="row-height"
      size={2}
      min={SMALLEST}
      max={LARGEST}
      step={2}
      value={value}
      onChange={onChange}
      label={null}
      thumbLabel={t('photo_size')}
    />
  );
}
