package vitrine.media.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.media.assets.Assets;
import vitrine.media.assets.StoredRendition;
import vitrine.media.delivery.Whereabouts.Located;
import vitrine.media.problems.Refusal;
import vitrine.media.rendering.Renderer;
import vitrine.media.rendering.Rendition;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.LocalCopy;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;
import vitrine.media.watermarks.Watermarks;

/**
 * Previews with the mark they should have now. One that is not there yet is made of the clean preview and kept; when that
 * fails there is none: nothing is ever sent in its place.
 */
@Component
@Profile("!worker")
class MarkedPreviews {

    private static final Logger log = LoggerFactory.getLogger(MarkedPreviews.class);
    private static final String PREVIEW = "preview";

    private final Watermarks watermarks;
    private final Whereabouts whereabouts;
    private final MissingFiles missingFiles;
    private final Renderer renderer;
    private final Assets assets;
    private final Semaphore slots =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    MarkedPreviews(
            Watermarks watermarks,
            Whereabouts whereabouts,
            MissingFiles missingFiles,
            Renderer renderer,
            Assets assets) {
        this.watermarks = watermarks;
        this.whereabouts = whereabouts;
        this.missingFiles = missingFiles;
        this.renderer = renderer;
        this.assets = assets;
    }

    /**
     * @param name in the mark, if there is one
     * @throws Refusal not found, when there is no preview; unavailable, when it cannot be marked
     */
    Located find(OriginalKey key, UUID studio, @Nullable String name) throws IOException {
        ObjectName marked;
        WatermarkSpec spec;
        try {
            WatermarkSpec ofStudio = watermarks.of(studio);
            spec = name == null ? ofStudio : ofStudio.with(name);
            marked = ObjectName.rendition(key, spec.storedName());
        } catch (RuntimeException e) {
            log.error("The watermark of studio {} cannot be read", studio, e);
            throw Refusal.watermarkUnavailable();
        }
        Optional<Located> there = whereabouts.find(key, marked);
        return there.isPresent() ? there.get() : make(key, marked, spec);
    }

    private Located make(OriginalKey key, ObjectName marked, WatermarkSpec spec) throws IOException {
        Located clean = whereabouts
                .find(key, ObjectName.rendition(key, PREVIEW))
                .orElseThrow(() -> {
                    missingFiles.askedFor(key, false);
                    return Refusal.notFound();
                });
        slots.acquireUninterruptibly();
        try {
            Optional<Located> meanwhile = whereabouts.find(key, marked);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Rendition rendition;
            try (LocalCopy file = clean.storage().localCopy(clean.object().name())) {
                rendition = renderer.mark(file.path(), spec);
            } catch (UnreadablePicture | RuntimeException e) {
                log.error("A preview of {} cannot be marked", key, e);
                throw Refusal.watermarkUnavailable();
            }
            Checksums checksums = Checksums.of(rendition.jpeg());
            clean.storage().write(marked, "image/jpeg", new ByteArrayInputStream(rendition.jpeg()), checksums);
            assets.addRendition(
                    key.photoId(),
                    new StoredRendition(spec.storedName(), rendition.width(), rendition.height(), checksums));
            return whereabouts.find(key, marked).orElseThrow(Refusal::notFound);
        } finally {
            slots.release();
        }
    }
}
