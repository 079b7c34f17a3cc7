package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vitrine.journeys.Suite.photos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vitrine.journeys.Studio.Link;

/** Share links, and rows 1 to 9 of the threats: who may see what. */
class SharingTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static Studio studio;
    private static String gallery;
    private static JsonNode photo;

    @BeforeAll
    static void aSharedGallery() {
        studio = Studio.fresh();
        gallery = studio.gallery("Wedding", false);
        photo = studio.readyPhoto(gallery, 11);
    }

    @Test
    void aFullLinkShowsAndDownloadsWithoutAnAccount() {
        Link link = studio.share(gallery, "full", Map.of());
        assertThat(link.token()).hasSize(64);
        var client = Visitor.guest();
        JsonNode view = client.get(link.api("")).is(200).json();
        assertThat(view.path("gallery").path("name").asString()).isEqualTo("Wedding");
        assertThat(view.path("access_level").asString()).isEqualTo("full");
        JsonNode shared = Studio.sharedPhotos(client, link, 1).getFirst();
        client.get(shared.path("urls").path("thumbnail").asString()).is(200);
        client.get(shared.path("urls").path("preview").asString()).is(200);
        assertThat(client.open(shared.path("urls").path("download").asString())
                        .is(200)
                        .bytes())
                .isEqualTo(Pictures.jpeg(1200, 800, 11));
        JsonNode history = studio.script()
                .get(photos("/api/shares?gallery_id=" + gallery))
                .is(200)
                .json()
                .path("items");
        JsonNode entry = IntStream.range(0, history.size())
                .mapToObj(history::get)
                .filter(item -> item.path("id").asString().equals(link.id()))
                .findFirst()
                .orElseThrow();
        assertThat(entry.path("views").asInt()).isEqualTo(1);
        assertThat(entry.path("downloads").asInt()).isEqualTo(1);
    }

    @Test
    void aPreviewLinkShowsTheWatermarkAndGivesNoOriginal() {
        Link preview = studio.share(gallery, "preview", Map.of());
        Link full = studio.share(gallery, "full", Map.of());
        var client = Visitor.guest();
        JsonNode marked = Studio.sharedPhotos(client, preview, 1).getFirst();
        JsonNode clean = Studio.sharedPhotos(client, full, 1).getFirst();
        assertThat(marked.path("urls").has("download")
                        && !marked.path("urls").path("download").isNull())
                .isFalse();
        byte[] markedBytes = client.get(marked.path("urls").path("preview").asString())
                .is(200)
                .bytes();
        byte[] cleanBytes = client.get(clean.path("urls").path("preview").asString())
                .is(200)
                .bytes();
        assertThat(markedBytes).isNotEqualTo(cleanBytes);
        assertThat(client.get(preview.api("/photos/" + marked.path("id").asString() + "/download"))
                        .status())
                .isEqualTo(403);
        String markedUrl = marked.path("urls").path("preview").asString();
        assertThat(client.get(markedUrl.replaceFirst("/watermarked/[^?]*", "/original"))
                        .status())
                .isEqualTo(404);
        assertThat(client.get(markedUrl.replaceFirst("/watermarked/[^?]*", "/preview"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void row1And4APasswordGuardsEveryRouteOfItsLinkAlone() {
        Link link = studio.share(gallery, "full", Map.of("password", "open sesame"));
        Link twin = studio.share(gallery, "full", Map.of("password", "open sesame"));
        var client = Visitor.guest();
        String id = photo.path("id").asString();
        for (String route : List.of("", "/photos", "/photos/" + id + "/download")) {
            client.get(link.api(route)).isProblem(401, "password-required");
        }
        client.post(link.api("/photos/" + id + "/viewed"), "{}").isProblem(401, "password-required");
        client.post(link.api("/unlock"), Map.of("password", "wrong")).isProblem(403, "wrong-password");
        client.post(link.api("/unlock"), Map.of("password", "open sesame")).is(204);
        client.get(link.api("")).is(200);
        assertThat(Studio.sharedPhotos(client, link, 1)).hasSize(1);
        client.get(twin.api("")).isProblem(401, "password-required");
        Visitor.guest().get(link.api("/photos")).isProblem(401, "password-required");
    }

    @Test
    void row2And3BytesNeedASignatureMadeForThem() {
        JsonNode other = studio.readyPhoto(studio.gallery("Other", false), 12);
        String url = photo.path("urls").path("preview").asString();
        String otherUrl = other.path("urls").path("preview").asString();
        String bare = url.substring(0, url.indexOf('?'));
        assertThat(Visitor.guest().get(bare).status()).isIn(401, 403);
        String crossed = otherUrl.substring(0, otherUrl.indexOf('?')) + url.substring(url.indexOf('?'));
        assertThat(Visitor.guest().get(crossed).status()).isEqualTo(404);
        Link link = studio.share(gallery, "full", Map.of());
        Visitor.guest()
                .get(link.api("/photos/" + other.path("id").asString() + "/download"))
                .isProblem(404, "not-found");
    }

    @Test
    void row5ArchivedPhotosAppearNowhere() {
        String own = studio.gallery("Cover and bulk", true);
        JsonNode shown = studio.readyPhoto(own, 13);
        JsonNode hidden = studio.readyPhoto(own, 14);
        String hiddenId = hidden.path("id").asString();
        Link link = studio.share(own, "full", Map.of());
        Studio.sharedPhotos(Visitor.guest(), link, 2);
        studio.script()
                .patch(photos("/api/images/" + hiddenId), Map.of("archived", true))
                .is(200);
        assertThat(Studio.sharedPhotos(Visitor.guest(), link, 1)
                        .getFirst()
                        .path("id")
                        .asString())
                .isEqualTo(shown.path("id").asString());
        Visitor.guest().get(link.api("/photos/" + hiddenId + "/download")).isProblem(404, "not-found");
        for (String route : List.of(
                "/api/public/photos", "/api/public/galleries/" + own + "/photos", "/api/public/galleries/" + own)) {
            assertThat(Visitor.guest().get(photos(route)).is(200).text()).doesNotContain(hiddenId);
        }
    }

    @Test
    void row6LinksDieWithTheirOwnersRight() {
        Studio leaving = Studio.fresh();
        String own = leaving.gallery("Leaving", false);
        JsonNode shot = leaving.readyPhoto(own, 15);
        Link link = leaving.share(own, "full", Map.of());
        JsonNode shared = Studio.sharedPhotos(Visitor.guest(), link, 1).getFirst();
        String bytes = shared.path("urls").path("preview").asString();
        String ownBytes = shot.path("urls").path("preview").asString();
        Visitor.guest().get(bytes).is(200);
        Person.admin().script().post(photos("/api/admin/user/" + leaving.owner().id() + "/deactivate"), "{}");
        await().atMost(AT_ONCE)
                .untilAsserted(() ->
                        assertThat(Visitor.guest().get(link.api("")).status()).isEqualTo(410));
        await().atMost(AT_ONCE)
                .untilAsserted(
                        () -> assertThat(Visitor.guest().get(bytes).status()).isEqualTo(403));
        await().atMost(AT_ONCE)
                .untilAsserted(
                        () -> assertThat(Visitor.guest().get(ownBytes).status()).isEqualTo(403));
    }

    @Test
    void row7TokensCannotBeGuessed() {
        Link link = studio.share(gallery, "preview", Map.of());
        String changed = link.token().substring(0, 63) + (link.token().endsWith("A") ? "B" : "A");
        for (String wrong : List.of(changed, "x", "a".repeat(64), "a".repeat(5000), "..%2f..%2f", "%00")) {
            assertThat(Visitor.guest().get(Suite.share("/api/view/" + wrong)).status())
                    .as(wrong)
                    .isIn(404, 400);
        }
    }

    @Test
    void row8TheLastAllowedViewIsGivenOnce() throws Exception {
        Link link = studio.share(gallery, "full", Map.of("max_views", 7));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> views = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Integer>)
                            () -> Visitor.guest().get(link.api("")).status())
                    .toList();
            List<Integer> statuses =
                    pool.invokeAll(views).stream().map(SharingTest::result).toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(7);
            assertThat(statuses).filteredOn(status -> status == 410).hasSize(33);
        }
        Visitor.guest().get(link.api("")).isProblem(410, "link-used-up");
        Visitor.guest().get(link.api("/photos")).isProblem(410, "link-used-up");
    }

    @Test
    void revokedLinksAndTheirBytesDieAtOnce() {
        Link link = studio.share(gallery, "full", Map.of());
        String bytes = Studio.sharedPhotos(Visitor.guest(), link, 1)
                .getFirst()
                .path("urls")
                .path("preview")
                .asString();
        studio.script().delete(photos("/api/share-links/" + link.id())).is(204);
        Visitor.guest().get(link.api("")).isProblem(410, "link-revoked");
        await().atMost(AT_ONCE)
                .untilAsserted(
                        () -> assertThat(Visitor.guest().get(bytes).status()).isEqualTo(403));
        studio.script().get(photos("/api/share-links/" + link.id())).is(200);
    }

    @Test
    void row9AnotherStudiosIdsAreUnknownEverywhere() {
        Studio stranger = Studio.fresh();
        Link link = studio.share(gallery, "preview", Map.of());
        String photoId = photo.path("id").asString();
        var script = stranger.script();
        script.get(photos("/api/galleries/" + gallery)).isProblem(404, "not-found");
        script.get(photos("/api/galleries/" + gallery + "/photos")).isProblem(404, "not-found");
        script.put(photos("/api/galleries/" + gallery), Map.of("name", "mine", "is_public", true))
                .isProblem(404, "not-found");
        script.delete(photos("/api/galleries/" + gallery)).isProblem(404, "not-found");
        script.get(photos("/api/images/" + photoId)).isProblem(404, "not-found");
        script.patch(photos("/api/images/" + photoId), Map.of("title", "mine")).isProblem(404, "not-found");
        script.delete(photos("/api/images/" + photoId)).isProblem(404, "not-found");
        stranger.askToUpload(gallery, "x.jpg", "image/jpeg", 10).isProblem(404, "not-found");
        stranger.askToShare(gallery, "full", Map.of()).isProblem(404, "not-found");
        script.get(photos("/api/share-links/" + link.id())).isProblem(404, "not-found");
        script.patch(photos("/api/share-links/" + link.id()), Map.of("is_active", false))
                .isProblem(404, "not-found");
        script.delete(photos("/api/share-links/" + link.id())).isProblem(404, "not-found");
        assertThat(script.get(photos("/api/shares?gallery_id=" + gallery))
                        .is(200)
                        .json()
                        .path("items"))
                .isEmpty();
        studio.gallery("One more, so that there is a next page", false);
        String cursor = studio.script()
                .get(photos("/api/galleries?limit=1"))
                .is(200)
                .json()
                .path("next_cursor")
                .asString();
        assertThat(script.get(photos("/api/galleries?cursor=" + cursor)).is(200).text())
                .doesNotContain(gallery);
        String foreignCover = stranger.gallery("Cover", false);
        assertThat(script.put(
                                photos("/api/galleries/" + foreignCover),
                                Map.of("name", "Cover", "is_public", false, "cover_photo_id", photoId))
                        .status())
                .isIn(404, 422);
    }

    private static int result(Future<Integer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
