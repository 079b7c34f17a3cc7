/** Dates and numbers in the reader's form: the browser's region where it speaks the chosen language. */
const localeOf = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;

/** A day without a time is that day wherever one reads it. */
const moment = (iso: string): Date => new Date(iso.length === 10 ? `${iso}T00:00` : iso);

export const formatDate = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'long', year: 'numeric' }).format(moment(iso));

export const formatShortDate = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium' }).format(moment(iso));

/** Of a month as `2026-05`. */
export const formatMonth = (month: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric' }).format(new Date(`${month}-01T00:00:00`));

export const formatDateTime = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

export const formatNumber = (value: number, language: string): string =>
  new Intl.NumberFormat(localeOf(language)).format(value);

export function formatBytes(bytes: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: units[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && unit > 1 ? 1 : 0,
  }).format(value);
}

/** `50 mm`, `f/1.8`, `1/250 s`, `ISO 400`, joined by the caller. */
export function exposureParts(
  metadata: {
    focal_length_mm?: number | null;
    aperture?: number | null;
    exposure_time?: string | null;
    iso?: number | null;
  },
  language: string,
): string[] {
  const number = (value: number) =>
    new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 }).format(value);
  return [
    metadata.focal_length_mm ? `${number(metadata.focal_length_mm)} mm` : null,
    metadata.aperture ? `f/${number(metadata.aperture)}` : null,
    metadata.exposure_time ? `${metadata.exposure_time.replace(/\s*s$/, '')} s` : null,
    metadata.iso ? `ISO ${String(metadata.iso)}` : null,
  ].filter((part) => part !== null);
}
