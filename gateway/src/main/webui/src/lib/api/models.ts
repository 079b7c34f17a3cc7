/** The shapes the services answer with, by the names the pages use. */
import type { components as AuthService } from './generated/auth';
import type { components as GalleryService } from './generated/gallery';
import type { components as MediaService } from './generated/media';
import type { components as ShareService } from './generated/share';

type FromAuth = AuthService['schemas'];
type FromGallery = GalleryService['schemas'];
type FromMedia = MediaService['schemas'];
type FromShare = ShareService['schemas'];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type Studio = FromGallery['Studio'];
export type Gallery = FromGallery['Gallery'];
export type BinItem = FromGallery['BinItem'];
export type GalleryPermission = FromGallery['GalleryPermission'];
export type GalleryPhotographer = FromGallery['GalleryPhotographer'];
export type GallerySet = FromGallery['GallerySet'];
export type PublicGallery = FromGallery['PublicGallery'];
export type Photo = FromGallery['Photo'];
export type PhotoUndo = FromGallery['PhotoUndo'];
export type PhotoMetadata = FromGallery['PhotoMetadata'];
export type PublicPhoto = FromGallery['PublicPhoto'];
export type Download = FromGallery['Download'];
export type StudioDownloads = FromGallery['StudioDownloads'];
export type UploadTarget = FromGallery['UploadTicket'];

export type StudioBranding = FromGallery['StudioBranding'];
export type BrandingEdit = FromGallery['BrandingEdit'];
export type StudioPages = FromGallery['StudioPages'];
export type StudioWords = FromGallery['StudioWords'];
export type PricePackage = FromGallery['PricePackage'];
export type StudioHost = FromGallery['StudioHost'];
export type PublicStudio = FromGallery['PublicStudio'];
export type PublicGalleryPage = FromGallery['PublicGalleryPage'];

export type Customer = FromGallery['Customer'];
export type CustomerGallery = FromGallery['CustomerGallery'];
export type CustomerImport = FromGallery['CustomerImport'];
export type Stats = FromGallery['Stats'];
export type ViewsBucket = FromGallery['ViewsBucket'];
export type Activity = FromGallery['Activity'];
export type Notice = FromGallery['Notice'];
export type NoticeSetting = FromGallery['NoticeSetting'];

export type Watermark = FromMedia['Watermark'];
export type WatermarkSettings = FromMedia['WatermarkSettings'];

export type ShareLink = FromShare['ShareLink'];
export type AccessLevel = ShareLink['access_level'];
export type SharedGallery = FromShare['ShareView'];
export type DownloadSize = SharedGallery['download_sizes'][number];
export type ViewPhoto = FromShare['ViewPhoto'];

/** A cover, from whichever service: the share service knows photos whose size it has not heard yet. */
export type Picture = FromShare['Picture'];

export type User = FromAuth['User'];
export type AuditEntry = Omit<FromAuth['AuditEntry'], 'details'> & { details: Record<string, unknown> };
export type PlatformSettings = FromAuth['PlatformSettings'];
export type ClientApplication = FromAuth['Client'];
export type SystemStatus = FromAuth['SystemStatus'];
export type OwnStudio = FromAuth['OwnStudio'];
export type StudioMember = FromAuth['Member'];
export type StudioInvitation = FromAuth['Invited'];

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

export type ProofingState = FromShare['ProofingState'];
export type PhotoComment = FromShare['PhotoComment'];
export type ChoiceList = FromShare['ChoiceList'];
export type ProofChange = FromShare['ProofChange'];
export type ChangesAnswer = FromShare['ChangesAnswer'];
export type LinkProofing = FromShare['LinkProofing'];
export type LinkVisitor = FromShare['LinkVisitor'];
export type SelectedPhoto = FromShare['SelectedPhoto'];
export type LinkComment = FromShare['LinkComment'];
export type ProofingSettings = FromShare['ProofingChange'];
