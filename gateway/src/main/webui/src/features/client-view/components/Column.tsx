import type { ReactNode } from 'react';
import { StudioMark } from '@/components/brand/StudioMark';
import { StudioContact } from '@/components/brand/StudioContact';
import type { Brand } from '@/lib/branding';

/** The calm single column of everything that is not a gallery. */
export function Column({ title, brand, children }: { title: string; brand: Brand | null; children: ReactNode }) {
  return (
    <main className="column">
      <div>
        {brand !== null && (
          <p className="column-mark">
            <StudioMark brand={brand} />
          </p>
        )}
        <h1 className="display">{title}</h1>
        {children}
        {brand?.branding && (
          <p className="column-contact">
            <StudioContact branding={brand.branding} />
          </p>
        )}
      </div>
    </main>
  );
}
