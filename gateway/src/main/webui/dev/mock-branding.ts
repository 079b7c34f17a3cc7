/** What the services would answer about a studio's looks and words; part of the mock back end. */
import type { Branding } from '../src/lib/branding';

const COLOURS: Record<string, [string, string]> = {
  petrol: ['#0F5E63', '#6FD3CF'],
  ink: ['#16181D', '#ECEAE4'],
  stone: ['#5B5750', '#C9C2B6'],
  navy: ['#1F3F77', '#9DBDF5'],
  sky: ['#0B5CAD', '#7FBBF5'],
  plum: ['#6B2F7D', '#D9A7EA'],
  berry: ['#9B1B4F', '#F59BBE'],
  wine: ['#7A1F2B', '#F0A0A5'],
  terracotta: ['#A3421C', '#F2A57E'],
  ochre: ['#7D5A00', '#E6BE5A'],
  olive: ['#55611A', '#C3CF7A'],
  forest: ['#1E6041', '#7FD0A3'],
};
const accent = (name: string) => ({ name, light: COLOURS[name]![0], dark: COLOURS[name]![1] });
const mark = (ink: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="120"><path d="M12 104 60 16l48 88" fill="none" stroke="${ink}" stroke-width="6"/><text x="136" y="82" font-family="Georgia" font-size="64" letter-spacing="6" fill="${ink}">NORD</text></svg>`,
  )}`;

export function branding() {
  const looks: { -readonly [K in keyof Branding]: Branding[K] } = {
    accent: accent('wine'),
    font: 'playfair',
    logo: { url: mark('#16181d'), width: 480, height: 120 },
    dark_logo: { url: mark('#ffffff'), width: 480, height: 120 },
    footer: 'Weddings and portraits in the north since 2009',
    website: 'https://studio-nord.example',
    email: 'hello@studio-nord.example',
    phone: '+49 40 123456',
  };
  let pages: object = {
    en: {
      about: 'We photograph **people** where they are at home.\n\n- Weddings\n- Portraits\n\nWrite to us, or [see our work](https://studio-nord.example).',
      features: '- Two photographers\n- Albums, bound by hand',
      pricing: 'All prices with tax, and with the way to you up to 50 km.',
      packages: [
        { name: 'Small', price: 'from 900 €', description: 'Two hours, for a registry office.', highlights: ['50 photos', 'A gallery for a year'] },
        { name: 'A day', price: '2,400 €', description: 'From getting ready to the first dance.', highlights: ['400 photos', 'A gallery for good', 'Ten prints'] },
        { name: 'Portrait', price: '280 €', description: null, highlights: ['One hour', '10 photos'] },
      ],
    },
    de: null,
  };
  let host: string | null = null;
  const settings = () => ({
    branding: looks,
    palette: Object.keys(COLOURS).map(accent),
    fonts: ['newsreader', 'playfair', 'fraunces', 'jost', 'inter'],
    editable: true,
  });
  const hosts = () => ({
    host,
    records:
      host === null
        ? []
        : [
            { type: 'CNAME', name: host, value: 'share.vitrine.example' },
            { type: 'TXT', name: `_vitrine.${host}`, value: 'vitrine-studio=8c5d0b1e2f3a49576a7b8c9d0e1f2a3b' },
          ],
    verified_at: null,
  });

  return {
    looks,
    studio: (of: { id: string; name: string }) => ({ ...of, branding: looks, pages, gallery_count: 2 }),
    answer(path: string, method: string, body: Record<string, unknown>): unknown {
      if (path.startsWith('/api/studio/branding')) {
        if (path.includes('/logo/')) {
          const dark = path.endsWith('dark');
          const logo = method === 'DELETE' ? null : { url: mark(dark ? '#ffffff' : '#16181d'), width: 480, height: 120 };
          if (dark) looks.dark_logo = logo;
          else looks.logo = logo;
        } else if (method === 'PUT') {
          Object.assign(looks, body, { accent: accent(String(body.accent)) });
        }
        return settings();
      }
      if (path === '/api/studio/pages') {
        if (method === 'PUT') pages = body;
        return pages;
      }
      if (path.startsWith('/api/studio/host')) {
        if (method === 'PUT') host = String(body.host);
        if (method === 'DELETE') host = null;
        return hosts();
      }
      return undefined;
    },
  };
}
