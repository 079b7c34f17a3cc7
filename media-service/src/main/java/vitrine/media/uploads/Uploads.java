package vitrine.media.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
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
import vitrine.media.storage.ContentRefused;
import vitrine.media.storage.LocalCopy;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Received;
import vitrine.media.storage.SenderGone;
import vitrine.media.storage.Storage;
import vitrine.media.storage.StorageFull;
import vitrine.media.storage.Storages;
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
    private static final String COMPLETE = "/complete";

    /** What parts are signed as: they are no pictures. */
    private static final String PART = "application/octet-stream";

    private final Reservations reservations;
    private final UploadParts parts;
    private final StudioQuota quota;
    private final Assets assets;
    private final Storages storages;
    private final Renderer renderer;
    private final SignedUrls urls;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Uploads(
            Reservations reservations,
            UploadParts parts,
            StudioQuota quota,
            Assets assets,
            Storages storages,
            Renderer renderer,
            SignedUrls urls,
            UploadSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.reservations = reservations;
        this.parts = parts;
        this.quota = quota;
        this.assets = assets;
        this.storages = storages;
        this.renderer = renderer;
        this.urls = urls;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where and until when the bytes of a reservation are taken. */
    record Ticket(
            OriginalKey key,
            String contentType,
            String url,
            Instant expires,
            @Nullable PartsTicket parts) {}

    /**
     * @param size of all parts but the last
     * @param urls of the parts from 1 on
     * @param received the numbers that have arrived
     * @param completeUrl to be put to, without a body, when all have
     */
    record PartsTicket(long size, List<String> urls, List<Integer> received, String completeUrl) {}

    /** What is wished to be uploaded. */
    record Wish(
            UUID owner,
            UUID studio,
            UUID photoId,
            String contentType,
            long sizeBytes,
            @Nullable String sha256,
            boolean inParts) {}

    /** Promises a key; again with the same facts gives a fresh ticket, with the parts that have arrived. */
    Ticket reserve(Wish wish) throws IOException {
        long sizeBytes = wish.sizeBytes();
        UUID owner = wish.owner();
        UUID photoId = wish.photoId();
        if (sizeBytes > settings.maxBytes()) {
            throw Refusal.uploadTooLarge(settings.maxBytes());
        }
        PictureFormat format =
                format(wish.contentType()).filter(renderer::canRender).orElseThrow(Refusal::unsupportedType);
        var key = new OriginalKey(owner, photoId, format.extension());
        assets.find(photoId).ifPresent(stored -> {
            throw stored.ownerId().equals(owner)
                    ? Refusal.conflict("This photo is stored already.")
                    : Refusal.notFound();
        });
        Optional<Reservation> earlier = reservations.find(photoId);
        if (earlier.isEmpty()) {
            quota.requireShortLine(wish.studio());
            return ticket(add(wish, key, format));
        }
        if (!earlier.get().key().owner().equals(owner)) {
            throw Refusal.notFound();
        }
        if (!earlier.get().key().equals(key) || earlier.get().sizeBytes() != sizeBytes) {
            throw Refusal.conflict("This photo was announced with another type or size.");
        }
        return ticket(earlier.get());
    }

    /** Stores a copy of a confirmed original for another studio; again changes nothing. */
    void copy(Asset source, OriginalKey key, UUID studio) throws IOException {
        UUID photoId = key.photoId();
        if (assets.find(photoId).isPresent()) {
            return;
        }
        PictureFormat format = format(source.contentType()).orElseThrow(Refusal::unsupportedType);
        Optional<Reservation> earlier = reservations.find(photoId);
        Reservation reservation = earlier.isPresent()
                ? earlier.get()
                : add(
                        new Wish(
                                key.owner(),
                                studio,
                                photoId,
                                source.contentType(),
                                source.sizeBytes(),
                                source.sha256(),
                                false),
                        key,
                        format);
        Storage storage = storages.of(reservation.storage());
        try (LocalCopy original = storages.of(source.storage()).localCopy(ObjectName.original(source.key()));
                InputStream bytes = Files.newInputStream(original.path())) {
            keep(
                    storage,
                    reservation,
                    receive(() -> storage.receive(bytes, reservation.sizeBytes(), reservation.contentType())));
        }
        confirm(key.owner(), photoId, source.sizeBytes());
    }

    private Reservation add(Wish wish, OriginalKey key, PictureFormat format) throws IOException {
        Storage storage = storages.active();
        boolean inParts = wish.inParts() && PartPlan.worthwhile(wish.sizeBytes());
        var reservation = new Reservation(
                key,
                wish.studio(),
                storage.id(),
                format.mediaType(),
                wish.sizeBytes(),
                wish.sha256(),
                null,
                inParts ? storage.beginParts(format.mediaType()) : null,
                inParts ? PartPlan.of(wish.sizeBytes()).partSize() : null);
        boolean added = false;
        try {
            added = Boolean.TRUE.equals(transaction.execute(status -> {
                boolean isNew = reservations.add(reservation);
                quota.requireKept(wish.studio());
                return isNew;
            }));
        } finally {
            if (!added) {
                UploadParts.drop(storage, reservation);
            }
        }
        return added
                ? reservation
                : reservations
                        .find(wish.photoId())
                        .filter(same -> same.key().equals(key) && same.sizeBytes() == wish.sizeBytes())
                        .orElseThrow(() -> Refusal.conflict("This photo was announced twice at once."));
    }

    private Ticket ticket(Reservation reservation) {
        OriginalKey key = reservation.key();
        String type = reservation.contentType();
        Instant expires = SignedUrls.expiry(clock.instant());
        PartsTicket inParts = reservation
                .parts()
                .map(plan -> new PartsTicket(
                        plan.partSize(),
                        IntStream.rangeClosed(1, plan.count())
                                .mapToObj(number ->
                                        urls.upload(partName(key, number), PART, plan.sizeOf(number), expires))
                                .toList(),
                        parts.numbers(key.photoId()),
                        urls.upload(key + COMPLETE, PART, 0, expires)))
                .orElse(null);
        return new Ticket(
                key, type, urls.upload(key.toString(), type, reservation.sizeBytes(), expires), expires, inParts);
    }

    private static String partName(OriginalKey key, int number) {
        return key + "/parts/" + number;
    }

    /** Takes one part of a reservation that comes in parts; it is durable when this returns. */
    void receivePart(Put put, int number) throws IOException {
        UUID photoId = put.key().photoId();
        Optional<Reservation> reserved =
                reservations.find(photoId).filter(found -> found.key().equals(put.key()));
        PartPlan plan = reserved.flatMap(Reservation::parts)
                .filter(parted -> parted.has(number))
                .orElseThrow(Refusal::notFound);
        Reservation reservation = reserved.orElseThrow();
        String upload = Objects.requireNonNull(reservation.partsUpload());
        long size = plan.sizeOf(number);
        requireSignature("/u/" + partName(put.key(), number), PART, size, put.signature());
        if (put.contentLength() > size) {
            throw Refusal.uploadTooLarge(settings.maxBytes());
        }
        if (put.contentLength() >= 0 && put.contentLength() < size) {
            throw Refusal.uploadMismatch("The part is smaller than announced.");
        }
        Storage storage = storages.of(reservation.storage());
        Storage.Part part = receive(() -> storage.receivePart(upload, number, put.body(), size));
        boolean wanted = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean there = reservations
                    .lock(photoId)
                    .filter(current -> upload.equals(current.partsUpload()))
                    .isPresent();
            if (there) {
                parts.arrived(photoId, number, part);
            }
            return there;
        }));
        if (!wanted) {
            throw Refusal.conflict("This upload is over.");
        }
    }

    /** Makes the parts one; after that it is an upload like any other, to be confirmed. Again changes nothing. */
    void complete(OriginalKey key, SignedUrls.Signature signature) throws IOException {
        Reservation reservation = reservations
                .find(key.photoId())
                .filter(found -> found.key().equals(key))
                .orElseThrow(Refusal::notFound);
        PartPlan plan = reservation.parts().orElseThrow(Refusal::notFound);
        String upload = Objects.requireNonNull(reservation.partsUpload());
        requireSignature("/u/" + key + COMPLETE, PART, 0, signature);
        if (reservation.received() != null) {
            return;
        }
        List<Integer> missing = parts.missing(key.photoId(), plan);
        if (!missing.isEmpty()) {
            throw Refusal.partsMissing(missing);
        }
        Storage storage = storages.of(reservation.storage());
        Received received;
        try {
            received = receive(() -> storage.assemble(
                    upload, parts.tokens(key.photoId()), reservation.sizeBytes(), reservation.contentType()));
        } catch (NoSuchFileException gone) {
            log.error("Parts of {} are gone", key, gone);
            startAgain(storage, reservation);
            throw Refusal.uploadMissing();
        }
        if (!isAnnounced(reservation, received)) {
            startAgain(storage, reservation);
        }
        keep(storage, reservation, received);
    }

    /** Parts that were put together are used up, on some back ends: all have to be sent again, as another upload. */
    private void startAgain(Storage storage, Reservation reservation) throws IOException {
        UUID photoId = reservation.key().photoId();
        String fresh = storage.beginParts(reservation.contentType());
        transaction.executeWithoutResult(
                status -> reservations.lock(photoId).filter(reservation::equals).ifPresent(current -> {
                    parts.forget(photoId);
                    reservations.beginParts(photoId, fresh);
                }));
        UploadParts.drop(storage, reservation);
    }

    /** Ends an upload that nobody wants any more; one that is confirmed, or unknown, stays as it is. */
    void abandon(UUID owner, UUID photoId) throws IOException {
        Optional<Reservation> abandoned = Objects.requireNonNull(transaction.execute(status -> {
            Optional<Reservation> found =
                    reservations.lock(photoId).filter(each -> each.key().owner().equals(owner));
            found.ifPresent(each -> reservations.remove(photoId));
            return found;
        }));
        if (abandoned.isPresent()) {
            Storage storage = storages.of(abandoned.get().storage());
            UploadParts.drop(storage, abandoned.get());
            if (abandoned.get().received() != null) {
                storage.deleteReceived(abandoned.get().received().id());
            }
        }
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
        Storage storage = storages.of(reservation.storage());
        keep(
                storage,
                reservation,
                receive(() -> storage.receive(put.body(), reservation.sizeBytes(), reservation.contentType())));
    }

    private static boolean isAnnounced(Reservation reservation, Received received) {
        return reservation.sha256() == null
                || reservation.sha256().equals(received.checksums().sha256());
    }

    /** Makes received bytes those that would be confirmed. */
    private void keep(Storage storage, Reservation reservation, Received received) throws IOException {
        if (!isAnnounced(reservation, received)) {
            storage.deleteReceived(received.id());
            throw Refusal.uploadMismatch("These are not the bytes that were announced; nothing was kept.");
        }
        Optional<UUID> useless =
                Objects.requireNonNull(transaction.execute(status -> replaceReceived(reservation, received)));
        if (useless.isPresent()) {
            storage.deleteReceived(useless.get());
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
        reservations.received(photoId, received);
        // Parts that were put together twice at once are the same object.
        return current.map(Reservation::received).map(Received::id).filter(earlier -> !earlier.equals(received.id()));
    }

    private interface Reception<T> {
        T take() throws IOException;
    }

    private <T> T receive(Reception<T> reception) throws IOException {
        try {
            return reception.take();
        } catch (WrongLength wrong) {
            throw wrong.isLonger()
                    ? Refusal.uploadTooLarge(settings.maxBytes())
                    : Refusal.uploadMismatch("Fewer bytes came than were announced; nothing was kept.");
        } catch (SenderGone gone) {
            log.debug("An upload broke off", gone);
            throw Refusal.malformed("The upload broke off; nothing was kept.");
        } catch (ContentRefused refused) {
            log.info("The storage takes no such content", refused);
            throw Refusal.unsupportedType();
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
        requireSignature("/u/" + put.key(), contentType, size, put.signature());
    }

    private void requireSignature(String path, String contentType, long size, SignedUrls.Signature signature) {
        switch (urls.verifyUpload(path, contentType, size, signature, clock.instant())) {
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
        Received received = reservation.received();
        if (received == null) {
            throw Refusal.uploadMissing();
        }
        if (sizeBytes != reservation.sizeBytes()) {
            throw Refusal.uploadMismatch(
                    "The upload has " + reservation.sizeBytes() + " bytes, not " + sizeBytes + ".");
        }
        Storage storage = storages.of(reservation.storage());
        Optional<ObjectName> bytes = bytes(storage, reservation.key(), received.id());
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
            header = inspect(storage, reservation, received.id(), bytes.get());
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
            promote(storage, received.id(), reservation.key());
            reservations.remove(reservation.key().photoId());
            return Optional.of(assets.store(
                    reservation.studioId(),
                    reservation.key(),
                    storage.id(),
                    header.format().mediaType(),
                    received.checksums(),
                    header.orientedWidth(),
                    header.orientedHeight()));
        });
        if (Objects.requireNonNull(stored).isPresent()) {
            dropParts(storage, reservation);
        }
        return stored;
    }

    private static void dropParts(Storage storage, Reservation reservation) {
        try {
            UploadParts.drop(storage, reservation);
        } catch (IOException e) {
            log.info("The parts of {} are swept later", reservation.key(), e);
        }
    }

    /** In their place already, when an earlier confirmation broke off after the rename. */
    private static Optional<ObjectName> bytes(Storage storage, OriginalKey key, UUID receivedId) throws IOException {
        for (ObjectName name : List.of(ObjectName.incoming(receivedId), ObjectName.original(key))) {
            if (storage.find(name).isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static void promote(Storage storage, UUID receivedId, OriginalKey key) {
        try {
            storage.promote(receivedId, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses, and drops, what is no picture we can show. */
    private PictureHeader inspect(Storage storage, Reservation reservation, UUID receivedId, ObjectName bytes)
            throws IOException {
        try (LocalCopy picture = storage.localCopy(bytes)) {
            PictureHeader header = renderer.admit(picture.path());
            if (!renderer.canRender(header.format())) {
                throw Refusal.unsupportedType();
            }
            return header;
        } catch (Refusal refused) {
            drop(storage, reservation, receivedId);
            throw refused;
        } catch (UnreadablePicture unreadable) {
            drop(storage, reservation, receivedId);
            throw unreadable.code().equals(UnreadablePicture.UNSUPPORTED)
                    ? Refusal.unsupportedType()
                    : Refusal.unprocessable(unreadable.code(), String.valueOf(unreadable.getMessage()));
        }
    }

    private void drop(Storage storage, Reservation reservation, UUID receivedId) throws IOException {
        Boolean dropped = transaction.execute(status -> {
            UUID photoId = reservation.key().photoId();
            boolean unchanged =
                    reservations.lock(photoId).filter(reservation::equals).isPresent();
            if (unchanged) {
                reservations.received(photoId, null);
            }
            return unchanged;
        });
        if (Boolean.TRUE.equals(dropped)) {
            storage.deleteReceived(receivedId);
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
