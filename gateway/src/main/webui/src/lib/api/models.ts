/** The shapes the services answer with. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface Studio {
  id: string;
  name: string;
}

export interface Account {
  id: string;
  username: string;
  email: string;
  roles: string[];
  studio: Studio | null;
}

export interface Session {
  signed_in: boolean;
  account?: Account | null;
  expires_at?: string | null;
}

export interface PictureUrls {
  thumbnail: string;
  preview: string;
}

export interface Picture {
  id: string;
  width: number | null;
  height: number | null;
  placeholder: string | null;
  urls: PictureUrls;
}

export interface Gallery {
  id: string;
  name: string;
  description: string | null;
  is_public: boolean;
  cover_photo_id: string | null;
  cover: Picture | null;
  photo_count: number;
  pending_count: number;
  failed_count: number;
  created_at: string;
  updated_at: string;
  studio: Studio;
}

export interface PublicGallery {
  id: string;
  name: string;
  description: string | null;
  cover: Picture | null;
  photo_count: number;
  studio: Studio;
  created_at: string;
}

export type PhotoStatus = 'pending' | 'ready' | 'failed';

export interface PhotoMetadata {
  camera_make?: string | null;
  camera_model?: string | null;
  lens?: string | null;
  focal_length_mm?: number | null;
  aperture?: number | null;
  exposure_time?: string | null;
  iso?: number | null;
  captured_at?: string | null;
  title?: string | null;
  caption?: string | null;
  keywords?: string[] | null;
  copyright?: string | null;
  rating?: number | null;
  latitude?: number | null;
  longitude?: number | null;
}

export interface Photo {
  id: string;
  gallery_id: string | null;
  key: string;
  filename: string;
  title: string | null;
  description: string | null;
  rating: number | null;
  status: PhotoStatus;
  reason: { code: string; message: string } | null;
  views: number;
  downloads: number;
  archived: boolean;
  locked: boolean;
  width: number | null;
  height: number | null;
  placeholder: string | null;
  content_type: string;
  size_bytes: number;
  captured_at: string | null;
  created_at: string;
  urls: (PictureUrls & { original: string }) | null;
  metadata: PhotoMetadata | null;
}

export interface PublicPhoto extends Picture {
  title: string | null;
  gallery: { id: string; name: string };
  studio: Studio;
}

export type AccessLevel = 'preview' | 'full';
export type LinkState = 'active' | 'off' | 'expired' | 'used_up' | 'revoked';

export interface ShareLink {
  id: string;
  gallery_id: string;
  gallery_name: string;
  access_level: AccessLevel;
  url: string;
  token: string;
  state: LinkState;
  is_active: boolean;
  expires_at: string | null;
  max_views: number | null;
  views: number;
  visitors: number;
  downloads: number;
  has_password: boolean;
  recipient_email: string | null;
  message: string | null;
  created_by: { id: string; username: string };
  created_at: string;
  last_viewed_at: string | null;
}

export interface SharedGallery {
  gallery: {
    id: string;
    name: string;
    description: string | null;
    photo_count: number;
    cover: Picture | null;
  };
  studio: Studio | null;
  access_level: AccessLevel;
  expires_at: string | null;
  remaining_views: number | null;
}

export interface ViewPhoto {
  id: string;
  width: number | null;
  height: number | null;
  placeholder: string | null;
  title: string | null;
  filename: string;
  urls: PictureUrls & { download?: string | null };
}

export interface UploadTarget {
  upload_url: string;
  method: string;
  headers: Record<string, string>;
  key: string;
  photo_id: string;
  public_url: string;
  expires_at: string;
}
