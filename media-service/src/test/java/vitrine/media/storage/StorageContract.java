package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vitrine.media.Pictures;

/** What every back end does. Each brings itself, and a view of all the objects it really holds. */
abstract class StorageContract {

    private static final String JPEG = "image/jpeg";
    private static final int PART = 5 << 20;

    protected final byte[] bytes = Pictures.jpeg(64, 48);
    protected final OriginalKey key = new OriginalKey(UUID.randomUUID(), UUID.randomUUID(), "jpg");

    protected abstract Storage storage() throws IOException;

    /** How many objects of this test lie there, confirmed or not, finished or not. */
    protected abstract int objects() throws IOException;

    @Test
    void receivesWithChecksumsAndPromotes() throws Exception {
        Received received = receive(bytes);

        assertThat(received.checksums()).isEqualTo(Checksums.of(bytes));
        assertThat(storage().find(ObjectName.original(key))).isEmpty();
        assertThat(read(ObjectName.incoming(received.id()))).isEqualTo(bytes);

        storage().promote(received.id(), key);
        storage().promote(received.id(), key);

        assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
        assertThat(storage().find(ObjectName.incoming(received.id()))).isEmpty();
        assertThat(objects()).isOne();
    }

    @Test
    void neverPromotesWhatIsNotThere() throws Exception {
        assertThatThrownBy(() -> storage().promote(UUID.randomUUID(), key)).isInstanceOf(NoSuchFileException.class);
        assertThat(storage().find(ObjectName.original(key))).isEmpty();
    }

    @Test
    void keepsNothingOfAStreamOfAnotherLength() throws Exception {
        assertThatExceptionOfType(WrongLength.class)
                .isThrownBy(() -> storage().receive(stream(bytes), bytes.length - 1, JPEG))
                .matches(WrongLength::isLonger);
        assertThatExceptionOfType(WrongLength.class)
                .isThrownBy(() -> storage().receive(stream(bytes), bytes.length + 1, JPEG))
                .matches(wrong -> !wrong.isLonger());
        assertThat(objects()).isZero();
    }

    @Test
    void keepsNothingOfAStreamThatBreaksOff() throws Exception {
        InputStream broken = new SequenceInputStream(stream(bytes), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThatExceptionOfType(SenderGone.class)
                .isThrownBy(() -> storage().receive(broken, bytes.length + 100, JPEG));
        assertThat(objects()).isZero();
    }

    @Test
    void deletesExactlyOneKey() throws Exception {
        var neighbours = List.of(
                key,
                new OriginalKey(key.owner(), key.photoId(), "jpgx"),
                new OriginalKey(key.owner(), key.photoId(), "png"),
                new OriginalKey(key.owner(), UUID.randomUUID(), "jpg"),
                new OriginalKey(UUID.randomUUID(), key.photoId(), "jpg"));
        for (OriginalKey each : neighbours) {
            storage().promote(receive(bytes).id(), each);
        }
        OriginalKey other = neighbours.get(3);
        write(ObjectName.rendition(key, "thumbnail"), bytes);
        write(ObjectName.rendition(key, "thumbnail-2"), bytes);
        write(ObjectName.rendition(other, "thumbnail"), bytes);

        storage().delete(ObjectName.rendition(key, "thumbnail"));

        assertThat(storage().find(ObjectName.rendition(key, "thumbnail"))).isEmpty();
        assertThat(storage().find(ObjectName.rendition(key, "thumbnail-2"))).isPresent();

        storage().deletePhoto(key);
        storage().deletePhoto(key);

        assertThat(storage().find(ObjectName.original(key))).isEmpty();
        assertThat(storage().find(ObjectName.rendition(key, "thumbnail-2"))).isEmpty();
        for (OriginalKey each : neighbours.subList(1, neighbours.size())) {
            assertThat(storage().find(ObjectName.original(each)))
                    .as(each.toString())
                    .isPresent();
        }
        assertThat(storage().find(ObjectName.rendition(other, "thumbnail"))).isPresent();
        assertThat(objects()).isEqualTo(5);
    }

    @Test
    void replacesARenditionAndGivesItAnotherVersion() throws Exception {
        ObjectName preview = ObjectName.rendition(key, "preview");
        byte[] second = Pictures.jpeg(65, 49);
        write(preview, bytes);
        String version = storage().find(preview).orElseThrow().version();
        write(preview, second);

        StoredObject found = storage().find(preview).orElseThrow();
        assertThat(read(preview)).isEqualTo(second);
        assertThat(found.size()).isEqualTo(second.length);
        assertThat(found.version()).isNotEqualTo(version).matches("[0-9A-Za-z-]+");
        assertThat(objects()).isOne();
    }

    @Test
    void writesNothingThatIsNotWhatItShouldBe() throws Exception {
        ObjectName preview = ObjectName.rendition(key, "preview");
        write(preview, bytes);
        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 1;

        assertThatExceptionOfType(ChecksumMismatch.class)
                .isThrownBy(() -> storage().write(preview, JPEG, stream(damaged), Checksums.of(bytes)));

        assertThat(read(preview)).isEqualTo(bytes);
        assertThat(objects()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,100", "7,64", "100,500"})
    void readsRanges(int first, int length) throws Exception {
        storage().promote(receive(bytes).id(), key);
        StoredObject object = storage().find(ObjectName.original(key)).orElseThrow();

        assertThat(object.size()).isEqualTo(bytes.length);
        try (InputStream range = storage().open(object, first, length)) {
            assertThat(range.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, first, first + length));
        }
        try (InputStream end = storage().open(object, bytes.length - 5L, 5)) {
            assertThat(end.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
        }
    }

    @Test
    void saysWhenAnObjectWentBetweenLookingAndReading() throws Exception {
        storage().promote(receive(bytes).id(), key);
        StoredObject object = storage().find(ObjectName.original(key)).orElseThrow();
        storage().deletePhoto(key);

        assertThatThrownBy(() -> storage().open(object, 0, 1).close()).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> storage().localCopy(object.name()).close()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void givesAFileForAsLongAsItIsOpen() throws Exception {
        storage().promote(receive(bytes).id(), key);
        Path path;
        try (LocalCopy copy = storage().localCopy(ObjectName.original(key))) {
            path = copy.path();
            assertThat(path).hasBinaryContent(bytes);
        }
        assertThat(Files.exists(path))
                .isEqualTo(storage().file(ObjectName.original(key)).isPresent());
        assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
    }

    @Test
    void listsReceivedBytesByAge() throws Exception {
        Received received = receive(bytes);
        Received promoted = receive(bytes);
        storage().promote(promoted.id(), key);

        assertThat(storage().receivedBefore(Instant.now().minusSeconds(60))).doesNotContain(received.id());
        assertThat(storage().receivedBefore(Instant.now().plusSeconds(60)))
                .contains(received.id())
                .doesNotContain(promoted.id());

        storage().deleteReceived(received.id());
        assertThat(storage().receivedBefore(Instant.now().plusSeconds(60))).doesNotContain(received.id());
        assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
    }

    @Test
    void listsOriginalsInOrder() throws Exception {
        var keys = new ArrayList<OriginalKey>();
        UUID second = UUID.randomUUID();
        for (UUID owner : List.of(key.owner(), second)) {
            for (String extension : List.of("jpg", "png")) {
                keys.add(new OriginalKey(owner, UUID.randomUUID(), extension));
            }
        }
        for (OriginalKey each : keys) {
            storage().promote(receive(bytes).id(), each);
        }
        write(ObjectName.rendition(key, "thumbnail"), bytes);
        keys.sort(Comparator.comparing(OriginalKey::toString));

        assertThat(ours(storage().originalsAfter(null, 100_000), keys)).isEqualTo(keys);
        for (int i = 0; i < keys.size(); i++) {
            List<OriginalKey> next = ours(storage().originalsAfter(keys.get(i), 100_000), keys);
            assertThat(next).isEqualTo(keys.subList(i + 1, keys.size()));
        }
        assertThat(storage().originalsAfter(null, 2)).hasSize(2);
    }

    /** Without those of other tests on the same storage. */
    private static List<OriginalKey> ours(List<OriginalKey> listed, List<OriginalKey> ours) {
        return listed.stream().filter(ours::contains).toList();
    }

    @Test
    void writersOfOneNameDoNotMix() throws Exception {
        ObjectName preview = ObjectName.rendition(key, "preview");
        List<byte[]> versions = new ArrayList<>();
        var writers = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 6; i++) {
            byte[] version = Pictures.jpeg(300 + i, 200 + i);
            versions.add(version);
            writers.add(() -> {
                write(preview, version);
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var written : threads.invokeAll(writers)) {
                written.get();
            }
        }
        byte[] last = read(preview);
        assertThat(versions).anyMatch(version -> Arrays.equals(version, last));
        assertThat(objects()).isOne();
    }

    @Test
    void putsPartsTogether() throws Exception {
        byte[] whole = anything(PART + 12_345);
        String upload = storage().beginParts(JPEG);
        byte[] second = Arrays.copyOfRange(whole, PART, whole.length);
        Storage.Part last = storage().receivePart(upload, 2, stream(second), second.length);
        storage().receivePart(upload, 1, stream(new byte[PART]), PART);
        Storage.Part first = storage().receivePart(upload, 1, stream(Arrays.copyOf(whole, PART)), PART);

        assertThat(last.checksums()).isEqualTo(Checksums.of(second));
        assertThat(storage().partsBefore(Instant.now().plusSeconds(60))).contains(upload);
        assertThat(storage().partsBefore(Instant.now().minusSeconds(60))).doesNotContain(upload);
        Received received = storage().assemble(upload, List.of(first.token(), last.token()), whole.length, JPEG);
        storage().dropParts(upload);
        storage().dropParts(upload);

        assertThat(received.checksums()).isEqualTo(Checksums.of(whole));
        assertThat(read(ObjectName.incoming(received.id()))).isEqualTo(whole);
        assertThat(storage().partsBefore(Instant.now().plusSeconds(60))).doesNotContain(upload);
        assertThat(objects()).isOne();
    }

    @Test
    void keepsNoPartOfAnotherLengthAndNothingOfDroppedParts() throws Exception {
        String upload = storage().beginParts(JPEG);
        storage().receivePart(upload, 1, stream(bytes), bytes.length);
        assertThatExceptionOfType(WrongLength.class)
                .isThrownBy(() -> storage().receivePart(upload, 2, stream(bytes), bytes.length - 1));
        assertThatExceptionOfType(WrongLength.class)
                .isThrownBy(() -> storage().receivePart(upload, 2, stream(bytes), bytes.length + 1));

        storage().dropParts(upload);

        assertThat(storage().partsBefore(Instant.now().plusSeconds(60))).doesNotContain(upload);
        assertThat(objects()).isZero();
    }

    /** Content of that length which the back end takes for a JPEG, should it look. */
    protected byte[] anything(int length) {
        byte[] content = new byte[length];
        new Random(7).nextBytes(content);
        return content;
    }

    protected final Received receive(byte[] content) throws IOException {
        return storage().receive(stream(content), content.length, JPEG);
    }

    protected final void write(ObjectName name, byte[] content) throws IOException {
        storage().write(name, JPEG, stream(content), Checksums.of(content));
    }

    protected final byte[] read(ObjectName name) throws IOException {
        StoredObject object = storage().find(name).orElseThrow();
        try (InputStream content = storage().open(object, 0, object.size())) {
            return content.readAllBytes();
        }
    }

    protected static InputStream stream(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}
