package vitrine.share.visits;

import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.share.galleries.SharedGallery;
import vitrine.share.galleries.SharedPhoto;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.DownloadSize;
import vitrine.share.links.ShareLink;
import vitrine.share.media.MediaUrls;
import vitrine.share.media.MediaUrls.Variant;
import vitrine.share.settings.PublicOrigins;

/** Shows photos as far as a link goes: never a clean preview and no original at a preview link. */
@Component
class Pictures {

    private static final int MAX_NAME = 200;

    private final MediaUrls mediaUrls;
    private final String viewApi;

    Pictures(MediaUrls mediaUrls, PublicOrigins origins) {
        this.mediaUrls = mediaUrls;
        this.viewApi = origins.share() + "/api/view/";
    }

    Shown at(VisitedLink link) {
        return new Shown(link, mediaUrls.forGrant(ShareLink.grant(link.id(), link.epoch()), link.expiresAt()));
    }

    final class Shown {

        private final VisitedLink link;
        private final MediaUrls.Signer urls;

        private Shown(VisitedLink link, MediaUrls.Signer urls) {
            this.link = link;
            this.urls = urls;
        }

        ShareView.Picture cover(SharedPhoto photo) {
            var gallery = link.gallery();
            var chosen = photo.id().equals(gallery.coverPhotoId());
            return new ShareView.Picture(
                    photo.id(),
                    photo.width(),
                    photo.height(),
                    photo.placeholder(),
                    chosen ? gallery.coverFocusX() : SharedGallery.CENTRE,
                    chosen ? gallery.coverFocusY() : SharedGallery.CENTRE,
                    new ShareView.PictureUrls(urls.show(photo.key(), Variant.THUMBNAIL), preview(photo)));
        }

        ViewPhoto photo(SharedPhoto photo) {
            return new ViewPhoto(
                    photo.id(),
                    photo.width(),
                    photo.height(),
                    photo.placeholder(),
                    photo.title(),
                    photo.filename(),
                    new ViewPhoto.ViewPhotoUrls(
                            urls.show(photo.key(), Variant.THUMBNAIL),
                            preview(photo),
                            link.accessLevel() == AccessLevel.FULL
                                    ? viewApi + link.token() + "/photos/" + photo.id() + "/download"
                                    : null));
        }

        private String preview(SharedPhoto photo) {
            return link.accessLevel() == AccessLevel.FULL
                    ? urls.show(photo.key(), Variant.PREVIEW)
                    : urls.watermarked(photo.key(), link.gallery().studioId(), link.watermarkName());
        }

        /** In the largest size the link allows. */
        String download(SharedPhoto photo) {
            return link.mayDownload(DownloadSize.ORIGINAL)
                    ? urls.download(photo.key(), Variant.ORIGINAL, safeName(photo))
                    : urls.download(photo.key(), Variant.PREVIEW, asJpeg(safeName(photo)));
        }
    }

    private static String asJpeg(String name) {
        var dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ".jpg";
    }

    String zip(VisitedLink link, UUID order) {
        return at(link).urls.zip(order);
    }

    String downloadAddress(VisitedLink link, UUID order) {
        return viewApi + link.token() + "/downloads/" + order;
    }

    /** The photographer's name for the file, without what could end a line or lead out of a folder. */
    static String safeName(SharedPhoto photo) {
        var name = photo.downloadName()
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029/\\\\:*?\"<>|]", "_")
                .strip();
        if (name.isEmpty() || name.chars().allMatch(c -> c == '.' || c == '_')) {
            name = photo.key().substring(photo.key().lastIndexOf('/') + 1);
        }
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            var dot = name.lastIndexOf('.');
            var ending = dot > 0 && name.length() - dot <= 6 ? name.substring(dot) : "";
            name = name.substring(0, name.offsetByCodePoints(0, MAX_NAME - ending.length())) + ending;
        }
        return name;
    }
}
