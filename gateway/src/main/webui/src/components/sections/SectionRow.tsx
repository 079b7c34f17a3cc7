import { useRef } from 'react';
import './section-row.css';

interface SectionRowProps {
  readonly sets: readonly { readonly id: string; readonly name: string }[];
  /** What the row is called, and what stands for all sets. */
  readonly words: { readonly label: string; readonly all: string };
  /** Null for all. */
  readonly chosen: string | null;
  readonly onChoose: (set: string | null) => void;
}

/** The sections of a gallery that clients and visitors see, always in reach while one looks. */
export function SectionRow({ sets, words, chosen, onChoose }: SectionRowProps) {
  const row = useRef<HTMLElement>(null);
  if (sets.length === 0) return null;
  return (
    <nav ref={row} className="section-row" aria-label={words.label}>
      {[{ id: null, name: words.all }, ...sets].map((set) => (
        <button
          key={set.id}
          type="button"
          aria-current={set.id === chosen ? 'true' : undefined}
          onClick={() => {
            onChoose(set.id);
            // What was looked at is gone: the next set is looked at from its beginning.
            row.current?.scrollIntoView({ block: 'nearest' });
          }}
        >
          {set.name}
        </button>
      ))}
    </nav>
  );
}
