import { useEffect } from 'react';
import { type Branding, brandVariables, loadTypeface } from '@/lib/branding';

/** Makes the whole page look like the studio's, with all that floats above it. */
export function usePageBrand(branding: Branding | null): void {
  useEffect(() => {
    loadTypeface(branding);
    const { style } = document.documentElement;
    const variables = Object.entries(brandVariables(branding));
    for (const [name, value] of variables) style.setProperty(name, value);
    return () => {
      for (const [name] of variables) style.removeProperty(name);
    };
  }, [branding]);
}
