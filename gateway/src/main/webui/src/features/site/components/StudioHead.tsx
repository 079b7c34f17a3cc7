import type { ReactNode } from 'react';
import { StudioContact } from '@/components/brand/StudioContact';
import { StudioMark } from '@/components/brand/StudioMark';
import type { Brand } from '@/lib/branding';
import './site.css';

/** The studio at the head of a page of its own. */
export function StudioHead({ brand, title, children }: { brand: Brand; title: string; children?: ReactNode }) {
  return (
    <header className="studio-page-head">
      {brand.branding?.logo && (
        <p className="studio-page-mark">
          <StudioMark brand={brand} height={56} />
        </p>
      )}
      <h1 className="display">{title}</h1>
      {brand.branding?.footer && <p className="studio-page-line">{brand.branding.footer}</p>}
      <p className="studio-page-contact">
        <StudioContact branding={brand.branding} />
      </p>
      {children}
    </header>
  );
}
