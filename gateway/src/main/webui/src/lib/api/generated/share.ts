// Generated from share-service/contracts/openapi.json by "npm run generate".
export interface paths {
    "/api/share-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createShareLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/share-links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getShareLink"];
        put?: never;
        post?: never;
        delete: operations["revokeShareLink"];
        options?: never;
        head?: never;
        patch: operations["changeShareLink"];
        trace?: never;
    };
    "/api/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listShares"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["prepareViewDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}/downloads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["fetchViewDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}/photos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listViewPhotos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}/photos/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["downloadPhoto"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}/photos/{id}/viewed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["markPhotoViewed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/view/{token}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["unlockView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        CreatedBy: {
            /** Format: uuid */
            id: string;
            username: string;
        };
        Picture: {
            /** Format: int32 */
            height: number | null;
            /** Format: uuid */
            id: string;
            placeholder: string | null;
            urls: components["schemas"]["PictureUrls"];
            /** Format: int32 */
            width: number | null;
        };
        PictureUrls: {
            preview: string;
            thumbnail: string;
        };
        Problem: {
            detail: string;
            errors?: {
                field: string;
                message: string;
            }[];
            status: number;
            title: string;
            trace_id: string;
            type: string;
        };
        ShareLink: {
            /** @enum {string} */
            access_level: "preview" | "full";
            /** Format: date-time */
            created_at: string;
            created_by: components["schemas"]["CreatedBy"];
            /** @enum {string} */
            download_size: "web" | "original";
            /** Format: int64 */
            downloads: number;
            /** Format: date-time */
            expires_at: string | null;
            /** Format: uuid */
            gallery_id: string;
            gallery_name: string;
            has_password: boolean;
            /** Format: uuid */
            id: string;
            is_active: boolean;
            /** Format: date-time */
            last_viewed_at: string | null;
            /** Format: int32 */
            max_views: number | null;
            message: string | null;
            recipient_email: string | null;
            /** @enum {string} */
            state: "active" | "off" | "expired" | "used_up" | "revoked";
            token: string;
            url: string;
            /** Format: int64 */
            views: number;
            /** Format: int64 */
            visitors: number;
            watermark_name: string | null;
        };
        ShareLinkChange: {
            /** Format: int32 */
            expires_in_days?: number | null;
            is_active?: boolean;
            /** Format: int32 */
            max_views?: number | null;
            password?: string | null;
        };
        ShareLinkPage: {
            items: components["schemas"]["ShareLink"][];
            next_cursor: string | null;
        };
        ShareLinkRequest: {
            /** @enum {string} */
            access_level: "preview" | "full";
            /** @enum {string|null} */
            download_size?: "web" | "original" | null;
            /** Format: int32 */
            expires_in_days?: number | null;
            /** Format: uuid */
            gallery_id: string;
            /** Format: int32 */
            max_views?: number | null;
            message?: string | null;
            password?: string | null;
            /** Format: email */
            recipient_email?: string | null;
            watermark_name?: string | null;
        };
        ShareView: {
            /** @enum {string} */
            access_level: "preview" | "full";
            download_sizes: ("web" | "original")[];
            /** Format: date-time */
            expires_at: string | null;
            gallery: components["schemas"]["ViewGallery"];
            /** Format: int64 */
            remaining_views: number | null;
            studio: components["schemas"]["ViewStudio"];
        };
        UnlockRequest: {
            password: string;
        };
        ViewDownload: {
            /** Format: date-time */
            expires_at: string;
            filename: string;
            /** Format: uuid */
            id: string;
            /** Format: int32 */
            missing_count: number;
            /** Format: int32 */
            photo_count: number;
            /** @enum {string} */
            size: "web" | "original";
            /** Format: int64 */
            size_bytes: number;
            url: string;
        };
        ViewDownloadRequest: {
            photo_ids?: string[] | null;
            /** @enum {string} */
            size: "web" | "original";
        };
        ViewGallery: {
            cover: components["schemas"]["Picture"] | null;
            description: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int32 */
            photo_count: number;
            sets: components["schemas"]["ViewSet"][];
        };
        ViewPhoto: {
            filename: string;
            /** Format: int32 */
            height: number | null;
            /** Format: uuid */
            id: string;
            placeholder: string | null;
            title: string | null;
            urls: components["schemas"]["ViewPhotoUrls"];
            /** Format: int32 */
            width: number | null;
        };
        ViewPhotoPage: {
            items: components["schemas"]["ViewPhoto"][];
            next_cursor: string | null;
        };
        ViewPhotoUrls: {
            download?: string;
            preview: string;
            thumbnail: string;
        };
        ViewSet: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int32 */
            photo_count: number;
        };
        ViewStudio: {
            /** Format: uuid */
            id: string;
            name: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareLinkRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareLink"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareLink"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShareLinkChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareLink"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShares: {
        parameters: {
            query?: {
                gallery_id?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareLinkPage"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepareViewDownload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewDownloadRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewDownload"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fetchViewDownload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See Other */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listViewPhotos: {
        parameters: {
            query?: {
                set?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewPhotoPage"];
                };
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadPhoto: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description See Other */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markPhotoViewed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlockView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnlockRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
