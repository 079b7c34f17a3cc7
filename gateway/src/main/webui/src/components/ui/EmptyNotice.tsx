import type { ReactNode } from 'react';
import './notice.css';

/** One sentence, and at most one thing to do. */
export function EmptyNotice({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div className="notice">
      <p>{words}</p>
      {children}
    </div>
  );
}
