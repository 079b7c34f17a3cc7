import type { Branding } from '@/lib/branding';

/** How to reach the studio, as links. */
export function StudioContact({ branding }: { branding: Branding | null }) {
  if (branding === null) return null;
  const { website, email, phone } = branding;
  return (
    <>
      {website?.startsWith('https://') && (
        <a href={website} rel="noopener noreferrer" target="_blank">
          {website.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '')}
        </a>
      )}
      {email && <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>{email}</a>}
      {phone && <a href={`tel:${phone.replaceAll(/[^+0-9]/g, '')}`}>{phone}</a>}
    </>
  );
}
