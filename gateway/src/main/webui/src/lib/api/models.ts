/** The shapes the services answer with, by the names the pages use. */
import type { components as GalleryService } from './generated/gallery';
import type { components as ShareService } from './generated/share';

type FromGallery = GalleryService['schemas'];
type FromShare = ShareService['schemas'];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type Studio = FromGallery['Studio'];
export type Gallery = FromGallery['Gallery'];
export type PublicGallery = FromGallery['PublicGallery'];
export type Photo = FromGallery['Photo'];
export type PhotoMetadata = FromGallery['PhotoMetadata'];
export type PublicPhoto = FromGallery['PublicPhoto'];
export type UploadTarget = FromGallery['UploadTicket'];

export type ShareLink = FromShare['ShareLink'];
export type AccessLevel = ShareLink['access_level'];
export type SharedGallery = FromShare['ShareView'];
export type ViewPhoto = FromShare['ViewPhoto'];

/** A cover, from whichever service: the share service knows photos whose size it has not heard yet. */
export type Picture = FromShare['Picture'];

export interface Account {
  id: string;
  username: string;
  email: string;
  roles: string[];
  studio: Studio | null;
}

/** What the gateway says about the browser's session. */
export interface Session {
  signed_in: boolean;
  account?: Account | null;
  expires_at?: string | null;
}
