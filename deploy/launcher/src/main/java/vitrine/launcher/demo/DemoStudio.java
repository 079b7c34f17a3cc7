package vitrine.launcher.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Fills a studio for looking around. Run again, it adds only what is missing. */
public final class DemoStudio {

    private static final String USERNAME = "demo";
    private static final String EMAIL = "demo@example.org";
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PublicApi api;
    private final int mailbox;
    private final String password;

    private DemoStudio(PublicApi api, int mailbox, String password) {
        this.api = api;
        this.mailbox = mailbox;
        this.password = password;
    }

    /** Arguments: the gateway's port, the mailbox's port. */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        var environment = System.getenv();
        var gateway = Integer.parseInt(arguments[0]);
        var domain = environment.getOrDefault("VITRINE_DOMAIN", "localhost");
        var publicPort = environment.getOrDefault("VITRINE_PUBLIC_PORT", arguments[0]);
        var password = Objects.requireNonNull(environment.get("DEMO_PASSWORD"), "DEMO_PASSWORD is not set");
        var api = new PublicApi(gateway, "photos." + domain + ":" + publicPort);
        try {
            new DemoStudio(api, Integer.parseInt(arguments[1]), password).fill();
        } catch (IOException e) {
            System.err.println("The demo studio could not be filled: " + e.getMessage());
            System.exit(1);
        }
    }

    private void fill() throws IOException, InterruptedException {
        signIn();
        var link = "";
        var pictures = 0;
        for (var exhibition : Exhibition.all()) {
            var gallery = gallery(exhibition);
            hang(exhibition, gallery);
            awaitReady(gallery);
            pictures += exhibition.pictures().size();
            if (link.isEmpty()) {
                link = shareLink(gallery);
            }
        }
        System.out.printf("  Demo studio      %d photos, sign in as %s, password %s%n", pictures, USERNAME, password);
        System.out.printf("  Demo share link  %s%n%n", link);
    }

    private void signIn() throws IOException, InterruptedException {
        var credentials = Map.of("username", USERNAME, "password", password);
        var signedIn = api.post("/api/auth/login", credentials);
        if (!signedIn.is(200)) {
            register();
            signedIn = api.post("/api/auth/login", credentials);
        }
        api.signIn(signedIn.expect(200).path("access_token").asString());
    }

    private void register() throws IOException, InterruptedException {
        var known = api.mail(mailbox).size();
        var registered = api.post(
                "/api/auth/register",
                Map.of(
                        "username", USERNAME,
                        "email", EMAIL,
                        "password", password,
                        "confirm_password", password,
                        "account_type", "photographer",
                        "studio_name", "Lightfall Studio"));
        if (registered.is(409)) {
            // An earlier run ended between registration and confirmation.
            api.post("/api/auth/resend", Map.of("email", EMAIL)).expect(200, 202, 204);
        } else {
            registered.expect(201);
        }
        api.post("/api/auth/confirm", Map.of("email", EMAIL, "code", code(known)))
                .expect(204);
    }

    /** From the newest mail to the demo address that came after the first {@code known} ones. */
    private String code(int known) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            var messages = api.mail(mailbox);
            for (int i = 0; i < messages.size() - known; i++) {
                var message = messages.get(i);
                var code = CODE.matcher(message.path("text").asString());
                if (message.path("to").toString().contains(EMAIL) && code.find()) {
                    return code.group();
                }
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException("no confirmation code came to " + EMAIL);
    }

    private String gallery(Exhibition exhibition) throws IOException, InterruptedException {
        var cursor = "";
        do {
            var page = api.get("/api/galleries?limit=200" + cursor).expect(200);
            for (var gallery : page.path("items")) {
                if (gallery.path("name").asString().equals(exhibition.name())) {
                    return gallery.path("id").asString();
                }
            }
            cursor = nextCursor(page);
        } while (!cursor.isEmpty());
        return api.post(
                        "/api/galleries",
                        Map.of(
                                "name", exhibition.name(),
                                "description", exhibition.description(),
                                "is_public", exhibition.isPublic()))
                .expect(201)
                .path("id")
                .asString();
    }

    private void hang(Exhibition exhibition, String gallery) throws IOException, InterruptedException {
        Set<String> hanging = new HashSet<>();
        var cursor = "";
        do {
            var page = api.get("/api/galleries/%s/photos?limit=200%s".formatted(gallery, cursor))
                    .expect(200);
            page.path("items")
                    .forEach(photo -> hanging.add(photo.path("filename").asString()));
            cursor = nextCursor(page);
        } while (!cursor.isEmpty());
        for (var picture : exhibition.pictures()) {
            if (!hanging.contains(picture.filename())) {
                upload(picture.filename(), picture.jpeg(), gallery);
            }
        }
    }

    private void upload(String filename, byte[] bytes, String gallery) throws IOException, InterruptedException {
        var offered = api.post(
                "/api/images/upload-url",
                Map.of(
                        "filename",
                        filename,
                        "content_type",
                        "image/jpeg",
                        "size_bytes",
                        bytes.length,
                        "gallery_id",
                        gallery,
                        "sha256",
                        sha256(bytes)));
        if (offered.is(409)) {
            return;
        }
        var upload = offered.expect(200);
        Map<String, String> headers = new HashMap<>();
        upload.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        api.upload(upload.path("upload_url").asString(), headers, bytes).expect(200, 201, 204);
        api.post(
                        "/api/images/confirm",
                        Map.of("key", upload.path("key").asString(), "filename", filename, "size_bytes", bytes.length))
                .expect(200, 201);
    }

    private void awaitReady(String gallery) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var state = api.get("/api/galleries/" + gallery).expect(200);
            if (state.path("failed_count").asInt() > 0) {
                throw new IOException("%d pictures could not be rendered"
                        .formatted(state.path("failed_count").asInt()));
            }
            if (state.path("pending_count").asInt() == 0) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the pictures were not rendered within %d minutes".formatted(PATIENCE.toMinutes()));
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private String shareLink(String gallery) throws IOException, InterruptedException {
        var given = api.get("/api/shares?limit=200&gallery_id=" + gallery).expect(200);
        for (var link : given.path("items")) {
            if (link.path("state").asString().equals("active")
                    && link.path("access_level").asString().equals("full")) {
                return link.path("url").asString();
            }
        }
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("gallery_id", gallery);
        wanted.put("access_level", "full");
        wanted.put("expires_in_days", null);
        return api.post("/api/share-links", wanted).expect(201).path("url").asString();
    }

    private static String nextCursor(JsonNode page) {
        var cursor = page.path("next_cursor").asString("");
        return cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
