package vitrine.media.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.assets.Asset;
import vitrine.media.assets.Assets;
import vitrine.media.problems.Refusal;
import vitrine.media.rendering.PictureFormat;
import vitrine.media.rendering.PictureHeader;
import vitrine.media.rendering.Renderer;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.signing.SignedUrls;
import vitrine.media.storage.LocalFolder;
import vitrine.media.storage.LocalFolder.Received;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.SenderGone;
import vitrine.media.storage.StorageFull;
import vitrine.media.storage.WrongLength;

/**
 * Reserve, receive, confirm. Bytes lie apart until they are confirmed: a put that is repeated, runs beside another or
 * arrives late can replace what waits, and never what was confirmed.
 */
@Component
@Profile("!worker")
class Uploads {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int CONFIRM_TRIES = 5;

    private final Reservations reservations;
    private final Assets assets;
    private final LocalFolder storage;
    private final Renderer renderer;
    private final SignedUrls urls;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Uploads(
            Reservations reservations,
            Assets assets,
            LocalFolder storage,
            Renderer renderer,
            SignedUrls urls,
            UploadSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.reservations = reservations;
        this.assets = assets;
        this.storage = storage;
        this.renderer = renderer;
        this.urls = urls;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where and until when the bytes of a reservation are taken. */
    record Ticket(OriginalKey key, String contentType, String url, Instant expires) {}

    /** Promises a key; again with the same facts gives a fresh ticket. */
    Ticket reserve(UUID owner, UUID photoId, String announcedType, long sizeBytes, @Nullable String sha256) {
        if (sizeBytes > settings.maxBytes()) {
            throw Refusal.uploadTooLarge(settings.maxBytes());
        }
        PictureFormat format = format(announcedType).filter(renderer::canRender).orElseThrow(Refusal::unsupportedType);
        var key = new OriginalKey(owner, photoId, format.extension());
        assets.find(photoId).ifPresent(stored -> {
            throw stored.ownerId().equals(owner)
                    ? Refusal.conflict("This photo is stored already.")
                    : Refusal.notFound();
        });
        if (!reservations.add(key, format.mediaType(), sizeBytes, sha256)) {
            Reservation earlier = reservations.find(photoId).orElseThrow(Refusal::notFound);
            if (!earlier.key().owner().equals(owner)) {
                throw Refusal.notFound();
            }
            if (!earlier.key().equals(key) || earlier.sizeBytes() != sizeBytes) {
                throw Refusal.conflict("This photo was announced with another type or size.");
            }
        }
        Instant expires = SignedUrls.expiry(clock.instant());
        return new Ticket(
                key, format.mediaType(), urls.upload(key.toString(), format.mediaType(), sizeBytes, expires), expires);
    }

    /** A put, as its head announces it; {@code contentLength} is -1 when it does not say. */
    record Put(
            OriginalKey key,
            SignedUrls.Signature signature,
            @Nullable String contentType,
            long contentLength,
            InputStream body) {}

    /** Takes the bytes of a reservation; they are on disk when this returns. */
    void receive(Put put) throws IOException {
        Optional<Reservation> reserved = reservations.find(put.key().photoId());
        if (assets.find(put.key().photoId()).isPresent() || reserved.isEmpty()) {
            refuseLatePut(put);
        }
        Reservation reservation = reserved.orElseThrow(Refusal::notFound);
        requireSignature(put, reservation.contentType(), reservation.sizeBytes());
        requireAsAnnounced(put, reservation);
        Received received = receive(put.body(), reservation.sizeBytes());
        boolean wrongContent =
                reservation.sha256() != null && !reservation.sha256().equals(received.sha256());
        if (wrongContent) {
            storage.dropReceived(received.id());
            throw Refusal.uploadMismatch("These are not the bytes that were announced; nothing was kept.");
        }
        Optional<UUID> useless =
                Objects.requireNonNull(transaction.execute(status -> replaceReceived(reservation, received)));
        if (useless.isPresent()) {
            storage.dropReceived(useless.get());
        }
        if (useless.filter(received.id()::equals).isPresent()) {
            throw Refusal.conflict("This photo is stored already.");
        }
    }

    /** The received bytes that nobody needs any more: the earlier ones, or these when the photo was confirmed meanwhile. */
    private Optional<UUID> replaceReceived(Reservation reservation, Received received) {
        UUID photoId = reservation.key().photoId();
        Optional<Reservation> current = reservations.lock(photoId);
        if (current.isEmpty()) {
            return Optional.of(received.id());
        }
        reservations.received(photoId, received.id(), received.sha256());
        return current.map(Reservation::receivedId);
    }

    private Received receive(InputStream body, long announced) throws IOException {
        try {
            return storage.receive(body, announced);
        } catch (WrongLength wrong) {
            throw wrong.isLonger()
                    ? Refusal.uploadTooLarge(settings.maxBytes())
                    : Refusal.uploadMismatch("Fewer bytes came than were announced; nothing was kept.");
        } catch (SenderGone gone) {
            log.debug("An upload broke off", gone);
            throw Refusal.malformed("The upload broke off; nothing was kept.");
        } catch (StorageFull full) {
            log.error("The storage is full: an upload was refused");
            throw Refusal.insufficientStorage();
        }
    }

    private void refuseLatePut(Put put) {
        String type = put.contentType() == null ? "" : put.contentType();
        requireSignature(put, mediaType(type), put.contentLength());
        if (assets.find(put.key().photoId()).isPresent()) {
            throw Refusal.conflict("This photo is stored already.");
        }
        throw Refusal.notFound();
    }

    private void requireSignature(Put put, String contentType, long size) {
        switch (urls.verifyUpload("/u/" + put.key(), contentType, size, put.signature(), clock.instant())) {
            case VALID -> {}
            case EXPIRED -> throw Refusal.urlExpired();
            case FORGED -> throw Refusal.notFound();
        }
    }

    private void requireAsAnnounced(Put put, Reservation reservation) {
        if (put.contentLength() > reservation.sizeBytes()) {
            throw Refusal.uploadTooLarge(settings.maxBytes());
        }
        if (put.contentLength() >= 0 && put.contentLength() < reservation.sizeBytes()) {
            throw Refusal.uploadMismatch("The upload is smaller than announced.");
        }
        if (put.contentType() != null && !mediaType(put.contentType()).equals(reservation.contentType())) {
            throw Refusal.uploadMismatch("The upload's Content-Type is not the announced one.");
        }
    }

    /** Makes the received bytes an asset, or answers the asset they became before. */
    Asset confirm(UUID owner, UUID photoId, long sizeBytes) throws IOException {
        for (int attempt = 0; attempt < CONFIRM_TRIES; attempt++) {
            Optional<Asset> stored = assets.find(photoId);
            if (stored.isPresent()) {
                return confirmed(stored.get(), owner, sizeBytes);
            }
            Optional<Reservation> reservation = reservations
                    .find(photoId)
                    .filter(found -> found.key().owner().equals(owner));
            if (reservation.isEmpty()) {
                // Gone since the look for an asset only if another confirmation was faster.
                return confirmed(assets.find(photoId).orElseThrow(Refusal::notFound), owner, sizeBytes);
            }
            Optional<Asset> asset = confirm(reservation.get(), sizeBytes);
            if (asset.isPresent()) {
                return asset.get();
            }
        }
        throw Refusal.conflict("The bytes of this photo keep changing. Confirm when the upload is done.");
    }

    private static Asset confirmed(Asset asset, UUID owner, long sizeBytes) {
        if (!asset.ownerId().equals(owner)) {
            throw Refusal.notFound();
        }
        if (asset.sizeBytes() != sizeBytes) {
            throw Refusal.uploadMismatch("The stored photo has another size.");
        }
        return asset;
    }

    /** Empty when a put or another confirmation came in between. */
    private Optional<Asset> confirm(Reservation reservation, long sizeBytes) throws IOException {
        UUID receivedId = reservation.receivedId();
        String sha256 = reservation.receivedSha256();
        if (receivedId == null || sha256 == null) {
            throw Refusal.uploadMissing();
        }
        if (sizeBytes != reservation.sizeBytes()) {
            throw Refusal.uploadMismatch(
                    "The upload has " + reservation.sizeBytes() + " bytes, not " + sizeBytes + ".");
        }
        Optional<Path> bytes = bytes(reservation.key(), receivedId);
        if (bytes.isEmpty()) {
            boolean changedMeanwhile = reservations
                    .find(reservation.key().photoId())
                    .filter(reservation::equals)
                    .isEmpty();
            if (changedMeanwhile) {
                return Optional.empty();
            }
            log.error("The received bytes of {} are gone", reservation.key());
            throw Refusal.uploadMissing();
        }
        PictureHeader header;
        try {
            header = inspect(reservation, receivedId, bytes.get());
        } catch (NoSuchFileException moved) {
            return Optional.empty();
        }
        Optional<Asset> stored = transaction.execute(status -> {
            boolean unchanged = reservations
                    .lock(reservation.key().photoId())
                    .filter(reservation::equals)
                    .isPresent();
            if (!unchanged) {
                return Optional.<Asset>empty();
            }
            promote(receivedId, reservation.key());
            reservations.remove(reservation.key().photoId());
            return Optional.of(assets.store(
                    reservation.key(),
                    header.format().mediaType(),
                    reservation.sizeBytes(),
                    sha256,
                    header.orientedWidth(),
                    header.orientedHeight()));
        });
        return Objects.requireNonNull(stored);
    }

    /** In their place already, when an earlier confirmation broke off after the rename. */
    private Optional<Path> bytes(OriginalKey key, UUID receivedId) {
        return Optional.of(storage.received(receivedId))
                .filter(Files::isRegularFile)
                .or(() -> storage.original(key));
    }

    private void promote(UUID receivedId, OriginalKey key) {
        try {
            storage.promote(receivedId, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses, and drops, what is no picture we can show. */
    private PictureHeader inspect(Reservation reservation, UUID receivedId, Path bytes) throws IOException {
        try {
            PictureHeader header = renderer.admit(bytes);
            if (!renderer.canRender(header.format())) {
                throw Refusal.unsupportedType();
            }
            return header;
        } catch (Refusal refused) {
            drop(reservation, receivedId);
            throw refused;
        } catch (UnreadablePicture unreadable) {
            drop(reservation, receivedId);
            throw unreadable.code().equals(UnreadablePicture.UNSUPPORTED)
                    ? Refusal.unsupportedType()
                    : Refusal.unprocessable(unreadable.code(), String.valueOf(unreadable.getMessage()));
        }
    }

    private void drop(Reservation reservation, UUID receivedId) throws IOException {
        Boolean dropped = transaction.execute(status -> {
            UUID photoId = reservation.key().photoId();
            boolean unchanged =
                    reservations.lock(photoId).filter(reservation::equals).isPresent();
            if (unchanged) {
                reservations.received(photoId, null, null);
            }
            return unchanged;
        });
        if (Boolean.TRUE.equals(dropped)) {
            storage.dropReceived(receivedId);
        }
    }

    private static Optional<PictureFormat> format(String announcedType) {
        String type = mediaType(announcedType);
        return Arrays.stream(PictureFormat.values())
                .filter(format -> format.mediaType().equals(type))
                .findFirst();
    }

    /** Without parameters, lower case, and by the name we use for it. */
    private static String mediaType(String announced) {
        String type = announced.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "image/jpg", "image/pjpeg" -> PictureFormat.JPEG.mediaType();
            case "image/heif" -> PictureFormat.HEIC.mediaType();
            case "image/x-ms-bmp", "image/x-bmp" -> PictureFormat.BMP.mediaType();
            case "image/x-photoshop", "application/x-photoshop", "image/psd" -> PictureFormat.PSD.mediaType();
            default -> type;
        };
    }
}
