export const BRANDING_SECTIONS = ['looks', 'texts', 'host'] as const;
export type BrandingSection = (typeof BRANDING_SECTIONS)[number];
