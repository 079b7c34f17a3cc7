package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vitrine.media.storage.LocalFolder.Received;

class LocalFolderTest {

    private static final byte[] BYTES = "the bytes of a picture".getBytes();

    @TempDir
    Path directory;

    private LocalFolder folder;
    private final OriginalKey key = new OriginalKey(UUID.randomUUID(), UUID.randomUUID(), "jpg");

    @BeforeEach
    void open() throws IOException {
        folder = new LocalFolder(new StorageSettings(directory, 0));
    }

    @Test
    void receivesHashesAndPromotes() throws Exception {
        Received received = folder.receive(new ByteArrayInputStream(BYTES), BYTES.length);

        assertThat(received.size()).isEqualTo(BYTES.length);
        assertThat(received.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest(BYTES)));
        assertThat(folder.original(key)).isEmpty();

        folder.promote(received.id(), key);
        folder.promote(received.id(), key);

        assertThat(folder.original(key).orElseThrow()).hasBinaryContent(BYTES);
        assertThat(files()).hasSize(1);
    }

    @Test
    void keepsNothingOfAStreamOfAnotherLength() throws Exception {
        assertThatExceptionOfType(WrongLength.class)
                .isThrownBy(() -> folder.receive(new ByteArrayInputStream(BYTES), BYTES.length - 1))
                .matches(WrongLength::isLonger);
        assertThatExceptionOfType(WrongLength.class)
                .isThrownBy(() -> folder.receive(new ByteArrayInputStream(BYTES), BYTES.length + 1))
                .matches(wrong -> !wrong.isLonger());
        assertThat(files()).isEmpty();
    }

    @Test
    void keepsNothingOfAStreamThatBreaksOff() throws Exception {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(BYTES), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });
        assertThatExceptionOfType(SenderGone.class).isThrownBy(() -> folder.receive(broken, 100));
        assertThat(files()).isEmpty();
    }

    @Test
    void keepsNothingWhenThereIsNoRoom() throws Exception {
        var full = new LocalFolder(new StorageSettings(directory, Long.MAX_VALUE / 2));

        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> full.receive(new ByteArrayInputStream(BYTES), BYTES.length));
        assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> full.storeRendition(key, "preview", BYTES));
        assertThat(files()).isEmpty();
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
            folder.promote(
                    folder.receive(new ByteArrayInputStream(BYTES), BYTES.length)
                            .id(),
                    each);
        }
        folder.storeRendition(key, "thumbnail", BYTES);
        folder.storeRendition(neighbours.get(3), "thumbnail", BYTES);

        folder.delete(key);
        folder.delete(key);

        assertThat(folder.original(key)).isEmpty();
        assertThat(folder.rendition(key, "thumbnail")).isEmpty();
        assertThat(neighbours.stream().skip(1))
                .allMatch(each -> folder.original(each).isPresent());
        assertThat(folder.rendition(neighbours.get(3), "thumbnail")).isPresent();
    }

    @Test
    void replacesARenditionAndLeavesNoTemporaryFile() throws Exception {
        folder.storeRendition(key, "preview", "first".getBytes());
        folder.storeRendition(key, "preview", BYTES);

        assertThat(folder.rendition(key, "preview").orElseThrow()).hasBinaryContent(BYTES);
        assertThat(files()).hasSize(1);
    }

    @Test
    void listsWhatWasLeftBehind() throws Exception {
        Received received = folder.receive(new ByteArrayInputStream(BYTES), BYTES.length);

        assertThat(folder.receivedBefore(Instant.now().minusSeconds(60))).isEmpty();
        assertThat(folder.receivedBefore(Instant.now().plusSeconds(60))).containsExactly(received.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../../etc/passwd",
                "0199a1b2-0000-7000-8000-00000000000a/../x.jpg",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg/..",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.JPG",
                "0199A1B2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg\n",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg\0",
                "0199a1b2-0000-7000-8000-00000000000a\\0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg",
                "/0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg"
            })
    void knowsNoKeyOfAnotherForm(String text) {
        assertThat(OriginalKey.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", "Preview", "."})
    void knowsNoRenditionOfAnotherForm(String name) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> folder.rendition(key, name));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
