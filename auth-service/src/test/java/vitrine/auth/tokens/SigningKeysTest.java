package vitrine.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.secrets.KeySecret;

@AuthTest
class SigningKeysTest {

    @Autowired
    SigningKeys keys;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    People people;

    @Test
    void keysRotateWithoutATokenBecomingUnknown() throws Exception {
        String before = people.adminToken();
        String oldKid = SignedJWT.parse(before).getHeader().getKeyID();
        assertThat(published()).containsExactly(oldKid);
        try {
            // Long in use: the next key is published at once and signs a day later.
            age("92 days");
            keys.rotate(Instant.now());
            assertThat(published()).hasSize(2).startsWith(oldKid);
            assertThat(SignedJWT.parse(people.adminToken()).getHeader().getKeyID())
                    .isEqualTo(oldKid);

            age("24 hours 1 minute");
            keys.rotate(Instant.now());
            assertThat(published()).hasSize(2).endsWith(oldKid);
            String after = people.adminToken();
            assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isNotEqualTo(oldKid);
            assertThat(people.get("/api/auth/me", before).status()).isEqualTo(200);
            assertThat(people.get("/api/auth/me", after).status()).isEqualTo(200);

            age("24 hours");
            keys.rotate(Instant.now());
            assertThat(published()).hasSize(1).doesNotContain(oldKid);
        } finally {
            jdbc.sql("update signing_key set signs_from = now()").update();
            keys.rotate(Instant.now());
        }
    }

    @Test
    void anAdminReplacesTheKeyAndLiveTokensStayGood() throws Exception {
        String before = people.adminToken();
        String oldKid = SignedJWT.parse(before).getHeader().getKeyID();
        String rotate = "/api/admin/signing-keys/rotate";
        assertThat(people.call(HttpMethod.POST, rotate, "", "").status()).isEqualTo(401);
        assertThat(people.call(HttpMethod.POST, rotate, people.token(people.photographer()), "")
                        .status())
                .isEqualTo(403);
        try {
            age("1 hour");
            var made = people.call(HttpMethod.POST, rotate, before, "");
            assertThat(made.status()).as(made.toString()).isEqualTo(200);
            String newKid = made.body().get("kid").asString();
            assertThat(newKid).isNotEqualTo(oldKid);
            assertThat(published()).containsExactly(oldKid, newKid);
            // Impatience makes no third one.
            assertThat(people.call(HttpMethod.POST, rotate, before, "")
                            .body()
                            .get("kid")
                            .asString())
                    .isEqualTo(newKid);
            assertThat(people.get("/api/admin/signing-keys", before)
                            .body()
                            .get("items")
                            .size())
                    .isEqualTo(2);

            age("10 minutes 1 second");
            keys.rotate(Instant.now());
            String after = people.adminToken();
            assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(newKid);
            assertThat(people.get("/api/auth/me", before).status()).isEqualTo(200);
            assertThat(people.get("/api/auth/me", after).status()).isEqualTo(200);
        } finally {
            age("3 days");
            keys.rotate(Instant.now());
            jdbc.sql("update signing_key set signs_from = now()").update();
            keys.rotate(Instant.now());
        }
    }

    @Test
    void privateKeysRestSealed() {
        String stored = jdbc.sql("select encode(sealed_private, 'escape') || public_key from signing_key limit 1")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain("\"d\"");

        var otherSecret = new SigningKeys(jdbc, transaction, new KeySecret("another-secret-another-secret-another"));
        assertThatThrownBy(() -> otherSecret.run(new DefaultApplicationArguments()))
                .hasMessageContaining("another AUTH_KEY_SECRET");
    }

    private void age(String interval) {
        jdbc.sql("update signing_key set signs_from = signs_from - interval '" + interval + "'")
                .update();
    }

    private List<String> published() {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).stream()
                .map(JWK::getKeyID)
                .toList();
    }
}
