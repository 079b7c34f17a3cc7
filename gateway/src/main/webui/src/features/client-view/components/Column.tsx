import type { ReactNode } from 'react';

/** The calm single column of everything that is not a gallery. */
export function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="column">
      <div>
        <h1 className="display">{title}</h1>
        {children}
      </div>
    </main>
  );
}
