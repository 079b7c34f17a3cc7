package vitrine.media.archives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;

class ZipLayoutTest {

    private static final Instant TIME = Instant.parse("2026-05-17T14:03:22Z");

    @TempDir
    Path folder;

    private static ZipEntry entry(String name, long size, long crc32) {
        var key = new OriginalKey(UUID.randomUUID(), UUID.randomUUID(), "jpg");
        return new ZipEntry(key, ObjectName.original(key), name, size, crc32, TIME);
    }

    private static long crc32(byte[] bytes) {
        var crc32 = new CRC32();
        crc32.update(bytes);
        return crc32.getValue();
    }

    private record Album(List<ZipEntry> entries, List<byte[]> contents) {

        static Album of(String... names) {
            var random = new Random(7);
            var entries = new ArrayList<ZipEntry>();
            var contents = new ArrayList<byte[]>();
            for (String name : names) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                contents.add(bytes);
                entries.add(entry(name, bytes.length, crc32(bytes)));
            }
            return new Album(entries, contents);
        }

        byte[] slice(ZipLayout layout, long first, long count) throws IOException {
            var out = new ByteArrayOutputStream();
            layout.slice(first, count, new ZipLayout.Sink() {
                @Override
                public void structure(byte[] bytes, int from, int length) {
                    out.write(bytes, from, length);
                }

                @Override
                public void content(ZipEntry entry, long from, long length) {
                    byte[] bytes = contents.get(entries.indexOf(entry));
                    out.write(bytes, (int) from, (int) length);
                }
            });
            return out.toByteArray();
        }
    }

    private final Album album = Album.of("one.jpg", "Zwei Bäume.jpg", "三.jpg", "empty 🙂.jpg", "five.png");

    @Test
    void isReadByTheJdk() throws IOException {
        var layout = new ZipLayout(album.entries());
        byte[] zip = album.slice(layout, 0, layout.length());
        assertThat(zip).hasSize((int) layout.length());

        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (int i = 0; i < album.entries().size(); i++) {
                var read = stream.getNextEntry();
                assertThat(read.getName()).isEqualTo(album.entries().get(i).name());
                assertThat(read.getLastModifiedTime().toInstant()).isEqualTo(TIME);
                assertThat(stream.readAllBytes()).isEqualTo(album.contents().get(i));
            }
            assertThat(stream.getNextEntry()).isNull();
        }
        Path file = Files.write(folder.resolve("album.zip"), zip);
        try (var directory = new ZipFile(file.toFile())) {
            assertThat(directory.stream().map(java.util.zip.ZipEntry::getName))
                    .containsExactlyElementsOf(
                            album.entries().stream().map(ZipEntry::name).toList());
        }
    }

    @Test
    void isReadByOtherPrograms() throws Exception {
        var layout = new ZipLayout(album.entries());
        Path file = Files.write(folder.resolve("album.zip"), album.slice(layout, 0, layout.length()));
        assertThat(run("python3", "-c", """
                import sys, zipfile
                z = zipfile.ZipFile(sys.argv[1])
                assert z.testzip() is None
                print('|'.join(i.filename for i in z.infolist()))""", file.toString()).strip())
                .isEqualTo(String.join(
                        "|", album.entries().stream().map(ZipEntry::name).toList()));
        if (Files.isExecutable(Path.of("/usr/bin/unzip"))) {
            assertThat(run("unzip", "-t", file.toString())).contains("No errors detected");
        }
    }

    @Test
    void anyTwoPartsMakeTheWhole() throws IOException {
        var layout = new ZipLayout(album.entries());
        byte[] zip = album.slice(layout, 0, layout.length());
        for (int cut = 0; cut <= zip.length; cut++) {
            assertThat(album.slice(layout, 0, cut)).isEqualTo(Arrays.copyOf(zip, cut));
            assertThat(album.slice(layout, cut, zip.length - cut)).isEqualTo(Arrays.copyOfRange(zip, cut, zip.length));
        }
        var random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            int first = random.nextInt(zip.length);
            int count = random.nextInt(zip.length - first + 1);
            assertThat(album.slice(layout, first, count)).isEqualTo(Arrays.copyOfRange(zip, first, first + count));
        }
    }

    @Test
    void nothingLiesOutside() {
        var layout = new ZipLayout(album.entries());
        assertThatThrownBy(() -> album.slice(layout, 1, layout.length())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> album.slice(layout, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEtagStandsForTheBytes() {
        ZipEntry one = entry("one.jpg", 10, 4711);
        String etag = new ZipLayout(List.of(one)).etag();
        assertThat(new ZipLayout(List.of(one)).etag()).isEqualTo(etag);
        assertThat(new ZipLayout(List.of(entry("one.jpg", 10, 4712))).etag()).isNotEqualTo(etag);
        assertThat(new ZipLayout(List.of(entry("two.jpg", 10, 4711))).etag()).isNotEqualTo(etag);
        assertThat(new ZipLayout(List.of(one, one)).etag()).isNotEqualTo(etag);
    }

    /** One file and several offsets beyond what 32 bits hold; the files of zeros stay holes on disk. */
    @Test
    void isReadBeyondFourGigabytes() throws Exception {
        long large = 4_400_000_000L;
        long zeros = crc32OfZeros(large);
        byte[] last = "the last one".getBytes(UTF_8);
        var entries = List.of(
                entry("small.jpg", 5, crc32(new byte[5])),
                entry("large.tif", large, zeros),
                entry("last.txt", last.length, crc32(last)));
        Path file = folder.resolve("large.zip");
        var layout = new ZipLayout(entries);
        write(layout, file, last);
        assertThat(Files.size(file)).isEqualTo(layout.length());

        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry("large.tif").getSize()).isEqualTo(large);
            assertThat(zip.getInputStream(zip.getEntry("last.txt")).readAllBytes())
                    .isEqualTo(last);
        }
        assertThat(run("python3", "-c", """
                import sys, zipfile
                z = zipfile.ZipFile(sys.argv[1])
                print(z.getinfo('large.tif').file_size, z.read('last.txt').decode(), len(z.read('small.jpg')))""", file.toString()).strip()).isEqualTo(large + " the last one 5");
    }

    @Test
    void isReadWithMoreFilesThan16BitsCount() throws Exception {
        var entries = new ArrayList<ZipEntry>();
        for (int i = 0; i < 70_000; i++) {
            entries.add(entry(i + ".jpg", 0, 0));
        }
        Path file = folder.resolve("many.zip");
        write(new ZipLayout(entries), file, new byte[0]);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.size()).isEqualTo(70_000);
            assertThat(zip.getEntry("69999.jpg")).isNotNull();
        }
        assertThat(run(
                                "python3",
                                "-c",
                                "import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))",
                                file.toString())
                        .strip())
                .isEqualTo("70000");
    }

    /** Twenty gigabytes pass through no more than headers: content is handed on by place, never held. */
    @Test
    void twentyGigabytesAreOnlyPlaces() throws IOException {
        var entries = new ArrayList<ZipEntry>();
        for (int i = 0; i < 2000; i++) {
            entries.add(entry(i + ".jpg", 10_000_000, 1));
        }
        var layout = new ZipLayout(entries);
        long[] held = new long[2];
        layout.slice(1, layout.length() - 1, new ZipLayout.Sink() {
            @Override
            public void structure(byte[] bytes, int from, int length) {
                held[0] = Math.max(held[0], bytes.length);
                held[1] += length;
            }

            @Override
            public void content(ZipEntry entry, long from, long length) {
                held[1] += length;
            }
        });
        assertThat(held[1]).isEqualTo(layout.length() - 1).isGreaterThan(20_000_000_000L);
        assertThat(held[0]).isLessThan(200);
    }

    private static void write(ZipLayout layout, Path file, byte[] last) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            layout.slice(0, layout.length(), new ZipLayout.Sink() {
                @Override
                public void structure(byte[] bytes, int from, int length) throws IOException {
                    channel.write(ByteBuffer.wrap(bytes, from, length));
                }

                @Override
                public void content(ZipEntry entry, long from, long length) throws IOException {
                    if (entry.name().startsWith("last")) {
                        channel.write(ByteBuffer.wrap(last));
                    } else {
                        channel.position(channel.position() + length);
                    }
                }
            });
        }
    }

    private static long crc32OfZeros(long count) {
        var crc32 = new CRC32();
        byte[] zeros = new byte[1 << 20];
        for (long left = count; left > 0; left -= zeros.length) {
            crc32.update(zeros, 0, (int) Math.min(left, zeros.length));
        }
        return crc32.getValue();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
