package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static vitrine.journeys.Suite.photos;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Studio.Link;

/** Rows 2, 5 and 12 of the threats, and what a download survives: many photos in one ZIP, as owner and as client. */
class DownloadTest {

    private static final int PHOTO = 6_000_000;
    private static final int PHOTOS = 20;

    private static Studio studio;
    private static String gallery;
    private static final List<byte[]> ORIGINALS = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void aGallery() {
        studio = Studio.fresh();
        gallery = studio.gallery("Anna & J\u00f3n", false);
        for (int i = 0; i < PHOTOS; i++) {
            byte[] jpeg = Pictures.jpeg(600, 400, 300 + i);
            // As large as camera files: the rest is noise behind the end of the picture.
            byte[] file = new byte[PHOTO];
            new Random(i).nextBytes(file);
            System.arraycopy(jpeg, 0, file, 0, jpeg.length);
            ORIGINALS.add(file);
            studio.upload(gallery, "IMG_0001.jpg", file);
        }
        await("all rendered")
                .atMost(Duration.ofSeconds(90))
                .until(() -> studio.allPhotos(gallery).stream()
                        .allMatch(photo -> photo.path("status").asString().equals("ready")));
    }

    private static JsonNode prepare(Visitor client, Link link, String size) {
        Studio.sharedPhotos(client, link, PHOTOS);
        return client.post(link.api("/downloads"), Map.of("size", size)).is(201).json();
    }

    /** Where the download leads now. */
    private static String address(Visitor who, JsonNode download) {
        var answer = who.get(download.path("url").asString());
        assertThat(answer.status()).isEqualTo(303);
        return answer.header("Location");
    }

    private static String sha256(Path file) throws Exception {
        try (InputStream bytes = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** The name is looked up nowhere: the address is the gateway's, the host header says the rest. */
    private static String[] curl(String url, String... options) {
        var command = new ArrayList<>(
                List.of("curl", "-sS", "--fail", "--resolve", "media.localhost:" + Suite.PORT + ":127.0.0.1"));
        command.addAll(Arrays.asList(options));
        command.add(url);
        return command.toArray(String[]::new);
    }

    private static boolean isInstalled(String program) {
        return Files.isExecutable(Path.of("/usr/bin/" + program));
    }

    @Test
    void aClientTakesAllHomeAndGoesOnAfterABreak() throws Exception {
        assumeThat(isInstalled("curl")).isTrue();
        Link link = studio.share(gallery, "full", Map.of());
        var client = Visitor.guest();
        JsonNode download = prepare(client, link, "original");
        assertThat(download.path("photo_count").asInt()).isEqualTo(PHOTOS);
        String url = address(client, download);

        Path whole = folder.resolve("whole.zip");
        assertThat(run(curl(url, "-o", whole.toString()))).isZero();
        assertThat(Files.size(whole)).isEqualTo(download.path("size_bytes").asLong());
        try (var zip = new ZipFile(whole.toFile())) {
            assertThat(zip.size()).isEqualTo(PHOTOS);
            assertThat(zip.getInputStream(zip.getEntry("IMG_0001.jpg")).readAllBytes())
                    .isEqualTo(ORIGINALS.getFirst());
            assertThat(zip.getInputStream(zip.getEntry("IMG_0001 (20).jpg")).readAllBytes())
                    .isEqualTo(ORIGINALS.getLast());
        }

        Path broken = folder.resolve("broken.zip");
        assertThat(run(curl(url, "--limit-rate", "20M", "--max-time", "1", "-o", broken.toString())))
                .isEqualTo(28);
        assertThat(Files.size(broken)).isBetween(1L, Files.size(whole) - 1);
        assertThat(run(curl(address(client, download), "-C", "-", "-o", broken.toString())))
                .isZero();
        assertThat(sha256(broken)).isEqualTo(sha256(whole));

        if (isInstalled("wget")) {
            Path cut = folder.resolve("cut.zip");
            Files.write(cut, Arrays.copyOf(Files.readAllBytes(whole), 7_654_321));
            String local = address(client, download).replace("media.localhost", "127.0.0.1");
            assertThat(run(
                            "wget",
                            "-q",
                            "-c",
                            "--header",
                            "Host: media.localhost:" + Suite.PORT,
                            "-O",
                            cut.toString(),
                            local))
                    .isZero();
            assertThat(sha256(cut)).isEqualTo(sha256(whole));
        }
        JsonNode entry = studio.script()
                .get(photos("/api/share-links/" + link.id()))
                .is(200)
                .json();
        assertThat(entry.path("downloads").asInt()).isEqualTo(1);
        await("each photo counted")
                .atMost(Duration.ofSeconds(20))
                .until(() -> studio.allPhotos(gallery).stream()
                        .allMatch(photo -> photo.path("downloads").asInt() >= 1));
    }

    @Test
    void theOwnerTakesTheGalleryHome() throws Exception {
        JsonNode download = studio.script()
                .post(photos("/api/images/downloads"), Map.of("gallery_id", gallery, "size", "web"))
                .is(201)
                .json();
        var zip = Visitor.guest().get(address(studio.script(), download)).is(200);
        assertThat(zip.bytes()).hasSize(download.path("size_bytes").asInt());
        assertThat(zip.header("Content-Disposition")).contains("filename=\"Anna & Jon.zip\"");
        assertThat(studio.script()
                        .get(photos(
                                "/api/images/downloads/" + download.path("id").asString()))
                        .status())
                .isEqualTo(303);
        // Anybody else is sent to an address that is not theirs.
        Studio stranger = Studio.fresh();
        Visitor.guest().get(address(stranger.script(), download)).isProblem(404, "not-found");
    }

    @Test
    void aDownloadDiesWithItsLinkWithinASecond() throws Exception {
        Link link = studio.share(gallery, "full", Map.of());
        var client = Visitor.guest();
        JsonNode download = prepare(client, link, "original");
        String url = address(client, download);
        HttpResponse<InputStream> running = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url.replace("media.localhost", "127.0.0.1")))
                                .header("Host", "media.localhost:" + Suite.PORT)
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream bytes = running.body()) {
            assertThat(bytes.readNBytes(100_000)).hasSize(100_000);
            studio.script().delete(photos("/api/share-links/" + link.id())).is(204);
            long revoked = System.nanoTime();
            await("the address is dead")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> Visitor.guest()
                                    .get(url, Map.of("Range", "bytes=0-9"))
                                    .status()
                            == 403);
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(3));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> bytes.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(client.get(download.path("url").asString()).status()).isEqualTo(410);
    }

    /** The new instance knows nothing of what the old one had sent. */
    @Test
    @Tag("faults")
    @EnabledIfEnvironmentVariable(
            named = "VITRINE_DATA",
            matches = ".+",
            disabledReason = "kills a process of a suite it must know")
    void goesOnAtAnotherInstanceAfterAKill() throws Exception {
        assumeThat(isInstalled("curl")).isTrue();
        Link link = studio.share(gallery, "full", Map.of());
        var client = Visitor.guest();
        JsonNode download = prepare(client, link, "original");
        Path whole = folder.resolve("whole.zip");
        assertThat(run(curl(address(client, download), "-o", whole.toString()))).isZero();
        Path broken = folder.resolve("broken.zip");
        Process running = new ProcessBuilder(
                        curl(address(client, download), "--limit-rate", "20M", "-o", broken.toString()))
                .start();
        await("some of it")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(broken) && Files.size(broken) > 1_000_000);
        FaultsTest.kill("media-service");
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isNotZero();
        assertThat(Files.size(broken)).isLessThan(Files.size(whole));
        await("media-service is back")
                .atMost(Duration.ofSeconds(90))
                .until(() -> Visitor.guest()
                                .get(address(client, download), Map.of("Range", "bytes=0-0"))
                                .status()
                        == 206);
        assertThat(run(curl(address(client, download), "-C", "-", "-o", broken.toString())))
                .isZero();
        assertThat(sha256(broken)).isEqualTo(sha256(whole));
    }
}
