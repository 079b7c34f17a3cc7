import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { type Dropped, carriesFiles, filesOf } from '../api/files';
import { useShrinkChoice } from './Uploads';
import './drop-target.css';

interface DropTargetProps {
  readonly words: string;
  readonly onDrop: (dropped: Dropped) => void;
}

/** Makes the whole page take files, and says so while some hover over it. */
export function DropTarget({ words, onDrop }: DropTargetProps) {
  const { t } = useTranslation(['studio', 'common']);
  const [shrinks] = useShrinkChoice();
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Enter and leave come for every element on the way: count them.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event.dataTransfer) || event.dataTransfer === null) return;
      event.preventDefault();
      void filesOf(event.dataTransfer).then(onDrop);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [onDrop]);

  if (!over) return null;
  return (
    <div className="drop-target" role="status">
      <div>
        <Icon name="upload" size={32} />
        <p>{words}</p>
        <p className="drop-target-hint">{t(shrinks ? 'drop_hint_shrink' : 'drop_hint')}</p>
      </div>
    </div>
  );
}
