import type { Brand, Logo } from '@/lib/branding';
import './brand.css';

interface StudioMarkProps {
  readonly brand: Brand;
  /** On a photograph it is always dark, elsewhere as the theme is. */
  readonly on?: 'page' | 'photograph';
  /** The most it takes, in pixels. */
  readonly height?: number;
}

/** The studio's logo, or its name where it has none. A logo for light ground lies on a plate where it is dark. */
export function StudioMark({ brand, on = 'page', height = 40 }: StudioMarkProps) {
  const { logo, dark_logo: dark } = brand.branding ?? { logo: null, dark_logo: null };
  const light = logo ?? dark;
  if (light === null) return <span className="studio-mark-name">{brand.name}</span>;
  const plate = dark === null ? ' studio-mark-plate' : '';
  return (
    <span className="studio-mark" data-on={on}>
      {on === 'page' && <Shown logo={light} name={brand.name} height={height} className={logo === null ? 'for-light on-ink' : 'for-light'} />}
      <Shown logo={dark ?? light} name={brand.name} height={height} className={`for-dark${plate}`} />
    </span>
  );
}

function Shown({ logo, name, height, className }: { logo: Logo; name: string; height: number; className: string }) {
  const scale = Math.min(1, height / logo.height, (height * 5) / logo.width);
  return (
    <img
      src={logo.url}
      alt={name}
      width={Math.max(1, Math.round(logo.width * scale))}
      height={Math.max(1, Math.round(logo.height * scale))}
      className={className}
    />
  );
}
