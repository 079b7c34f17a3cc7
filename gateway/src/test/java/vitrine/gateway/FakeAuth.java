package vitrine.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A small OpenID provider that is as strict about codes and refresh tokens as the real one. */
final class FakeAuth {

    static final String ISSUER = "http://auth.localhost:8080";
    static final UUID ACCOUNT = UUID.fromString("01890000-0000-7000-8000-000000000001");

    final Upstream server = new Upstream();
    final RSAKey key = newKey();
    final AtomicInteger refreshes = new AtomicInteger();

    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = ConcurrentHashMap.newKeySet();
    private volatile String sid = "sid-0";
    volatile Duration accessLife = Duration.ofMinutes(5);
    volatile Duration refreshTakes = Duration.ZERO;
    volatile UUID account = ACCOUNT;
    volatile boolean refusesRefresh;
    volatile boolean broken;

    private record Grant(String challenge, String redirectUri, String nonce, String sid) {}

    FakeAuth() {
        reset();
    }

    void reset() {
        server.reset();
        server.behave(this::answer);
        refreshes.set(0);
        account = ACCOUNT;
        accessLife = Duration.ofMinutes(5);
        refreshTakes = Duration.ZERO;
        refusesRefresh = false;
        broken = false;
    }

    /** What the browser does at the auth host: signs in and comes back with a code. */
    String authorize(Map<String, String> request, String sid) {
        this.sid = sid;
        var code = UUID.randomUUID().toString();
        codes.put(
                code, new Grant(request.get("code_challenge"), request.get("redirect_uri"), request.get("nonce"), sid));
        return code;
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (broken) {
            exchange.close();
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/oauth2/jwks" -> Upstream.answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "/oauth2/token" -> token(exchange);
            case "/api/auth/me" ->
                Upstream.answer(
                        exchange,
                        exchange.getRequestHeaders().getFirst("Authorization") == null ? 401 : 200,
                        "{\"id\":\"" + ACCOUNT + "\",\"username\":\"anna\",\"roles\":[\"photographer\"]}");
            case "/actuator/health/readiness" -> Upstream.answer(exchange, 200, "{\"status\":\"UP\"}");
            default -> {
                exchange.getResponseHeaders().add("Set-Cookie", "SSO=1; Path=/; HttpOnly");
                exchange.getResponseHeaders().add("Set-Cookie", "LANG=de; Path=/");
                exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'self'");
                exchange.getResponseHeaders()
                        .add("X-Body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                Upstream.answer(exchange, 200, "{\"host\":\"auth\"}");
            }
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            Upstream.answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        } else if ("authorization_code".equals(form.get("grant_type"))) {
            var grant = codes.remove(form.get("code"));
            if (grant == null
                    || !grant.redirectUri().equals(form.get("redirect_uri"))
                    || !grant.challenge().equals(s256(form.get("code_verifier")))) {
                Upstream.answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            } else {
                Upstream.answer(exchange, 200, tokens(grant.nonce(), grant.sid()));
            }
        } else {
            refreshes.incrementAndGet();
            pause(refreshTakes);
            // Each refresh token is good for one use.
            if (refusesRefresh || !refreshTokens.remove(form.get("refresh_token"))) {
                Upstream.answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            } else {
                Upstream.answer(exchange, 200, tokens(null, sid));
            }
        }
    }

    private String tokens(String nonce, String sid) {
        var refresh = UUID.randomUUID().toString();
        refreshTokens.add(refresh);
        var now = Instant.now();
        var access = sign(
                "at+jwt",
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("vitrine")
                        .subject(account.toString())
                        .claim("preferred_username", "anna")
                        .claim("email", "anna@localhost")
                        .claim("roles", List.of("photographer"))
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .claim("iat_ms", Long.toString(now.toEpochMilli()))
                        .expirationTime(Date.from(now.plus(accessLife)))
                        .build());
        var id = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("gateway")
                .subject(account.toString())
                .claim("sid", sid)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(1800)));
        if (nonce != null) {
            id.claim("nonce", nonce);
        }
        return """
                {"access_token":"%s","token_type":"Bearer","expires_in":%d,"refresh_token":"%s","id_token":"%s","scope":"openid profile email vitrine"}
                """.formatted(access, accessLife.toSeconds(), refresh, sign("JWT", id.build()));
    }

    String sign(String type, JWTClaimsSet claims) {
        return sign(key, type, claims);
    }

    static String sign(RSAKey key, String type, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(new JOSEObjectType(type))
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
