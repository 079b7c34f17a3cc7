package vitrine.gallery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** auth-service's keys and media-service's internal REST, as far as their contracts go, on a real port. */
public class FakeSuite {

    public static final FakeSuite INSTANCE = new FakeSuite();

    private static final String ISSUER = "http://auth.localhost:8080";

    private final JsonMapper json = new JsonMapper();
    private final RSAKey key;
    private final HttpServer server;
    private final Map<UUID, Reserved> reservations = new ConcurrentHashMap<>();
    final AtomicInteger confirmations = new AtomicInteger();

    enum Mood {
        WELL,
        HANGING,
        BROKEN,
        FULL,
        BUSY
    }

    volatile Mood mood = Mood.WELL;
    private volatile CountDownLatch hanging = new CountDownLatch(1);

    private record Reserved(String owner, String key, String contentType, long size, byte[] bytes) {}

    private FakeSuite() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/oauth2/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/internal/uploads", this::internal);
        server.createContext("/internal/logos/", this::logo);
        server.createContext("/u/", this::content);
        server.createContext("/internal/zips", this::zips);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void recover() {
        mood = Mood.WELL;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    // ---- tokens

    String token(UUID account, UUID studio, String... roles) {
        return token(account, studio, claims -> claims, roles);
    }

    String token(UUID account, UUID studio, UnaryOperator<JWTClaimsSet.Builder> change, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("vitrine")
                .subject(account.toString())
                .claim("preferred_username", "name-of-" + account.toString().substring(30))
                .claim("roles", List.of(roles))
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .jwtID(UUID.randomUUID().toString());
        if (studio != null) {
            claims.claim("studio", studio.toString());
        }
        return sign(change.apply(claims).build(), JWSAlgorithm.RS256);
    }

    String sign(JWTClaimsSet claims, JWSAlgorithm algorithm) {
        try {
            JWSSigner signer = new RSASSASigner(key);
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID("test").build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- media-service

    /** The client's PUT to the media host. */
    void put(UUID photoId, byte[] bytes) {
        reservations.computeIfPresent(
                photoId, (id, r) -> new Reserved(r.owner(), r.key(), r.contentType(), r.size(), bytes));
    }

    byte[] received(UUID photoId) {
        return reservations.get(photoId).bytes();
    }

    private void internal(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (isUnwell(exchange)) {
            return;
        }
        String owner = subject(exchange);
        if (owner == null) {
            answer(exchange, 401, "{}");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/abandon")) {
            reservations.remove(UUID.fromString(path.split("/")[3]));
            answer(exchange, 204, "");
            return;
        }
        JsonNode request = json.readTree(body);
        if (path.equals("/internal/uploads") || isForAnotherStudio(exchange)) {
            reserve(exchange, owner, request);
        } else {
            confirm(exchange, owner, UUID.fromString(path.split("/")[3]), request);
        }
    }

    private static boolean isForAnotherStudio(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().equals("/internal/uploads/shared")
                && exchange.getRequestURI().getQuery().matches("g=s\\.[0-9a-f-]{36}\\.\\d+&e=\\d+&k=v1&s=.+");
    }

    /** Takes all that begins like a picture. */
    private void logo(HttpExchange exchange) throws IOException {
        byte[] file = exchange.getRequestBody().readAllBytes();
        if (isUnwell(exchange)) {
            return;
        }
        if (file.length < 3 || (file[0] & 0xff) != 0xff) {
            problem(exchange, 415, "unsupported-type");
        } else {
            String id = sha256(file);
            answer(exchange, 201, json.writeValueAsString(Map.of("id", id, "width", 400, "height", 100)));
        }
    }

    private boolean isUnwell(HttpExchange exchange) throws IOException {
        switch (mood) {
            case WELL -> {
                return false;
            }
            case HANGING -> {
                try {
                    hanging.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            case BROKEN -> answer(exchange, 500, "{}");
            case FULL -> answer(exchange, 507, "{}");
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "15");
                problem(exchange, 429, "studio-busy");
            }
        }
        return true;
    }

    private void reserve(HttpExchange exchange, String owner, JsonNode request) throws IOException {
        UUID photo = UUID.fromString(request.get("photo_id").asString());
        String type = request.get("content_type").asString();
        if (!type.startsWith("image/")) {
            problem(exchange, 415, "unsupported-type");
            return;
        }
        String assetKey = owner + "/" + photo + "." + type.substring(6).replace("jpeg", "jpg");
        reservations.put(
                photo,
                new Reserved(owner, assetKey, type, request.get("size_bytes").asLong(), null));
        answer(
                exchange,
                200,
                json.writeValueAsString(Map.of(
                        "key",
                        assetKey,
                        "upload_url",
                        "http://media.localhost:8080/u/" + assetKey + "?e=1790000000&k=v1&s=signature",
                        "method",
                        "PUT",
                        "headers",
                        Map.of(
                                "Content-Type",
                                type,
                                "Content-Length",
                                request.get("size_bytes").asString()),
                        "expires_at",
                        Instant.now().plusSeconds(3600).toString())));
    }

    private void confirm(HttpExchange exchange, String owner, UUID photo, JsonNode request) throws IOException {
        confirmations.incrementAndGet();
        Reserved reserved = reservations.get(photo);
        if (reserved == null || !reserved.owner().equals(owner)) {
            problem(exchange, 404, "not-found");
        } else if (reserved.bytes() == null) {
            problem(exchange, 422, "upload-missing");
        } else if (reserved.bytes().length != request.get("size_bytes").asLong()) {
            problem(exchange, 422, "upload-mismatch");
        } else if (new String(reserved.bytes(), StandardCharsets.ISO_8859_1).contains("<html")) {
            problem(exchange, 415, "unsupported-type");
        } else {
            answer(
                    exchange,
                    200,
                    json.writeValueAsString(Map.of(
                            "photo_id",
                            photo,
                            "key",
                            reserved.key(),
                            "content_type",
                            reserved.contentType(),
                            "size_bytes",
                            reserved.bytes().length,
                            "sha256",
                            sha256(reserved.bytes()),
                            "width",
                            300,
                            "height",
                            200,
                            "status",
                            "stored")));
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param query with the signature */
    record ZipOrder(UUID id, String query, JsonNode body) {}

    final List<ZipOrder> zipOrders = new java.util.concurrent.CopyOnWriteArrayList<>();

    private void zips(HttpExchange exchange) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
        if (isUnwell(exchange)) {
            return;
        }
        var order = new ZipOrder(UUID.randomUUID(), exchange.getRequestURI().getQuery(), body);
        zipOrders.add(order);
        answer(
                exchange,
                201,
                json.writeValueAsString(Map.of(
                        "id",
                        order.id(),
                        "path",
                        "/z/" + order.id(),
                        "filename",
                        body.get("filename").asString(),
                        "photos",
                        body.get("photos").size(),
                        "missing",
                        0,
                        "size_bytes",
                        4711,
                        "etag",
                        "abc",
                        "expires_at",
                        Instant.now().plusSeconds(3600).toString())));
    }

    private void content(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        if (isUnwell(exchange)) {
            return;
        }
        String name = exchange.getRequestURI().getPath().replaceAll(".*/|\\.[a-z]+$", "");
        boolean signed = exchange.getRequestURI().getQuery().contains("s=signature");
        if (!signed || exchange.getRequestHeaders().getFirst("Content-Length") == null) {
            problem(exchange, 404, "not-found");
            return;
        }
        put(UUID.fromString(name), bytes);
        answer(exchange, 200, "{}");
    }

    private String subject(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        try {
            return header == null
                    ? null
                    : SignedJWT.parse(header.substring("Bearer ".length()))
                            .getJWTClaimsSet()
                            .getSubject();
        } catch (java.text.ParseException e) {
            return null;
        }
    }

    private static void problem(HttpExchange exchange, int status, String slug) throws IOException {
        answer(exchange, status, "{\"type\":\"urn:vitrine:problem:" + slug + "\",\"status\":" + status + "}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status >= 400 ? "application/problem+json" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
