package vitrine.media.moving;

import java.util.List;
import java.util.UUID;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;

/**
 * A photo as it was when its copying began.
 *
 * @param storage where it lies
 */
record MovingPhoto(
        UUID photoId,
        OriginalKey key,
        String storage,
        String contentType,
        Checksums original,
        List<Rendition> renditions) {

    record Rendition(String name, Checksums checksums) {}

    record Part(ObjectName name, String contentType, Checksums checksums) {}

    List<Part> parts() {
        var parts = new java.util.ArrayList<Part>();
        parts.add(new Part(ObjectName.original(key), contentType, original));
        renditions.forEach(rendition ->
                parts.add(new Part(ObjectName.rendition(key, rendition.name()), "image/jpeg", rendition.checksums())));
        return parts;
    }
}
