package vitrine.journeys;

import static org.awaitility.Awaitility.await;
import static vitrine.journeys.Suite.photos;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vitrine.journeys.Studio.Link;
import vitrine.journeys.Studio.Reservation;

/** A studio with one of everything that has an id, and what its owner sees of it. */
record StudioContents(
        Studio studio,
        String studioId,
        String gallery,
        String set,
        JsonNode photo,
        Link link,
        Reservation reservation,
        String tokenId,
        String apiToken,
        String sessionId,
        String invitationId,
        String invitationSecret,
        String downloadId,
        String zipUrl,
        String linkDownloadId,
        String watermarkImage,
        String customerId,
        Map<String, String> cursors) {

    private static final List<String> SCOPES = List.of(
            "galleries:read",
            "galleries:write",
            "photos:read",
            "photos:write",
            "shares:read",
            "shares:write",
            "account:read");
    /** Signed anew at each answer, or counted by the owner's own looking. */
    private static final Set<String> CHANGING =
            Set.of("urls", "url", "cover", "last_used_at", "last_seen_at", "upload_url", "current");

    static StudioContents filled(long seed) {
        Studio studio = Studio.fresh();
        Person owner = studio.owner();
        String gallery = studio.gallery("Quiet room " + owner.username(), false);
        studio.gallery("Second room " + owner.username(), false);
        JsonNode photo = studio.readyPhoto(gallery, seed);
        studio.readyPhoto(gallery, seed + 1);
        Link link = studio.share(gallery, "full", Map.of());
        studio.share(gallery, "preview", Map.of());
        Studio.sharedPhotos(Visitor.guest(), link, 2);
        Reservation reservation = studio.reserve(gallery, "waiting.jpg", "image/jpeg", 10);
        JsonNode token = studio.script()
                .post(photos("/api/account/tokens"), Map.of("name", "Script", "scopes", SCOPES))
                .is(201)
                .json();
        owner.signInWith(Visitor.guest(), "/");
        String guest = "guest-" + owner.username() + "@localhost";
        JsonNode invitation = studio.script()
                .post(photos("/api/account/studio/invitations"), Map.of("email", guest, "role", "member"))
                .is(201)
                .json();
        Matcher secret = Pattern.compile("invitation\\?token=(\\S+)").matcher(Mailbox.newestTextTo(guest));
        if (!secret.find()) {
            throw new AssertionError("no invitation in the mail to " + guest);
        }
        var script = studio.script();
        JsonNode download = script.post(photos("/api/images/downloads"), Map.of("gallery_id", gallery, "size", "web"))
                .is(201)
                .json();
        String customer = "";
        for (int i = 0; i < 2; i++) {
            customer = script.post(
                            photos("/api/customers"),
                            Map.of(
                                    "name",
                                    "Client " + i,
                                    "email",
                                    "client-" + i + "-" + owner.username() + "@localhost"))
                    .is(201)
                    .json()
                    .path("id")
                    .asString();
        }
        var cursors = new LinkedHashMap<String, String>();
        for (String list : List.of(
                "/api/galleries",
                "/api/galleries/" + gallery + "/photos",
                "/api/images",
                "/api/shares",
                "/api/customers")) {
            cursors.put(list.replace(gallery, "{id}"), cursor(script, photos(list)));
        }
        await("what happened in the studio is told")
                .until(() ->
                        json(studio.script(), "/api/activity").path("items").size() > 1);
        cursors.put("/api/activity", cursor(script, photos("/api/activity")));
        cursors.put("/api/view/{token}/photos", cursor(Visitor.guest(), link.api("/photos")));
        return new StudioContents(
                studio,
                json(script, "/api/account/studio").path("id").asString(),
                gallery,
                script.post(photos("/api/galleries/" + gallery + "/sets"), Map.of("name", "First part"))
                        .is(201)
                        .json()
                        .path("id")
                        .asString(),
                photo,
                link,
                reservation,
                token.path("id").asString(),
                token.path("token").asString(),
                json(script, "/api/account/sessions").at("/items/0/id").asString(),
                invitation.path("id").asString(),
                secret.group(1),
                download.path("id").asString(),
                script.get(download.path("url").asString()).is(303).header("Location"),
                Visitor.guest()
                        .post(link.api("/downloads"), Map.of("size", "web"))
                        .is(201)
                        .json()
                        .path("id")
                        .asString(),
                script.send(
                                "POST",
                                photos("/api/studio/watermark/images"),
                                BodyPublishers.ofByteArray(Pictures.png(80, 40, seed)),
                                Map.of("Content-Type", "image/png"))
                        .is(201)
                        .json()
                        .path("id")
                        .asString(),
                customer,
                cursors);
    }

    private static String cursor(Visitor visitor, String url) {
        JsonNode page = visitor.get(url + "?limit=1").is(200).json();
        if (page.path("next_cursor").isNull()) {
            throw new AssertionError("no second page of " + url);
        }
        return page.path("next_cursor").asString();
    }

    String photoId() {
        return photo.path("id").asString();
    }

    String accountId() {
        return studio.owner().id();
    }

    /** A signed address of the photo, split into the place and the query that opens it. */
    String[] mediaUrl() {
        return photo.path("urls").path("original").asString().split("\\?", 2);
    }

    /** Whatever would show that an answer is about this studio. */
    List<String> marks() {
        return List.of(
                studioId,
                gallery,
                photoId(),
                link.id(),
                link.token(),
                tokenId,
                sessionId,
                invitationId,
                downloadId,
                linkDownloadId,
                customerId,
                accountId(),
                studio.owner().username());
    }

    /** All that the owner sees, without what changes by looking. */
    List<JsonNode> seenByTheOwner() {
        var script = studio.script();
        var seen = new ArrayList<JsonNode>();
        for (String path : List.of(
                "/api/auth/me",
                "/api/account",
                "/api/account/studio",
                "/api/account/sessions",
                "/api/account/tokens",
                "/api/galleries?limit=100",
                "/api/galleries/" + gallery,
                "/api/galleries/" + gallery + "/photos?limit=100",
                "/api/images?limit=100",
                "/api/images/" + photoId(),
                "/api/shares?limit=100",
                "/api/customers?limit=100",
                "/api/customers/" + customerId + "/galleries",
                "/api/studio/downloads",
                "/api/studio/branding",
                "/api/studio/pages",
                "/api/studio/host",
                "/api/studio/watermark",
                "/api/share-links/" + link.id())) {
            seen.add(lasting(json(script, path)));
        }
        return seen;
    }

    /** The same, once nothing that was set going changes it any more. */
    List<JsonNode> settledView() {
        return await("a studio at rest")
                .atMost(Duration.ofSeconds(20))
                .until(this::seenByTheOwner, seen -> seen.equals(seenByTheOwner()));
    }

    private static JsonNode json(Visitor visitor, String path) {
        return visitor.get(photos(path)).is(200).json();
    }

    private static JsonNode lasting(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(CHANGING);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(StudioContents::lasting);
        }
        return node;
    }
}
