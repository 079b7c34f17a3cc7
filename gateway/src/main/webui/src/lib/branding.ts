import type { CSSProperties } from 'react';

/** How a studio looks, as the services tell it. */
export interface Branding {
  readonly accent: { readonly name: string; readonly light: string; readonly dark: string };
  readonly font: string;
  readonly logo: Logo | null;
  readonly dark_logo: Logo | null;
  readonly footer: string | null;
  readonly website: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Logo {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Who speaks on a page. */
export interface Brand {
  readonly name: string;
  readonly branding: Branding | null;
}

interface Typeface {
  readonly family: string;
  /** Fetches its files, which come only where it is chosen. */
  readonly load: () => Promise<unknown>;
}

const nothing = () => Promise.resolve();

export const TYPEFACES: Readonly<Record<string, Typeface>> = {
  newsreader: { family: "'Newsreader Variable', Georgia, 'Times New Roman', serif", load: nothing },
  playfair: {
    family: "'Playfair Display Variable', Didot, Georgia, serif",
    load: () => import('@fontsource-variable/playfair-display/index.css'),
  },
  fraunces: {
    family: "'Fraunces Variable', Georgia, serif",
    load: () => import('@fontsource-variable/fraunces/index.css'),
  },
  jost: {
    family: "'Jost Variable', Futura, 'Century Gothic', sans-serif",
    load: () => import('@fontsource-variable/jost/index.css'),
  },
  inter: { family: 'var(--sans)', load: nothing },
};

const COLOUR = /^#[0-9a-f]{6}$/i;

/** The variables that make what is inside look like the studio's; none where it looks as the platform does. */
export function brandVariables(branding: Branding | null): Record<`--${string}`, string> {
  if (branding === null || !COLOUR.test(branding.accent.light) || !COLOUR.test(branding.accent.dark)) return {};
  const { light, dark } = branding.accent;
  return {
    '--accent': `light-dark(${light}, ${dark})`,
    '--on-accent': 'light-dark(#ffffff, #101114)',
    '--display': (TYPEFACES[branding.font] ?? TYPEFACES.newsreader!).family,
  };
}

export const brandStyle = (branding: Branding | null): CSSProperties => brandVariables(branding);

export const loadTypeface = (branding: Branding | null): void => {
  // Without it the next of the family stands in.
  if (branding !== null) TYPEFACES[branding.font]?.load().catch(() => undefined);
};

/** What a problem says about the looks of its page; nothing of it is trusted further than its form. */
export function brandOf(facts: Readonly<Record<string, unknown>>): Brand | null {
  const name = facts.studio_name;
  if (typeof name !== 'string' || name === '') return null;
  const branding = facts.branding as Branding | null | undefined;
  return { name, branding: typeof branding?.accent.light === 'string' ? branding : null };
}
