package vitrine.share.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import vitrine.share.settings.Backends;
import vitrine.share.settings.PublicOrigins;

class AccessTokensTest {

    /** The difference between 503 and 401: nobody is signed out because auth-service is away. */
    @Test
    void withoutKeysNoTokenIsCalledBad() throws Exception {
        var tokens = new AccessTokens();
        var nobody = new Backends(
                URI.create("http://127.0.0.1:9"), URI.create("http://127.0.0.1:9"), URI.create("http://127.0.0.1:9"));
        // Without a key nothing gets so far as to be looked up.
        var refused = new RefusedTokens(JdbcClient.create(new DriverManagerDataSource()), event -> {});
        var decoder =
                tokens.jwtDecoder(tokens.signingKeys(nobody), new PublicOrigins("http", "localhost", 8080), refused);
        var token = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJzdWIiOiJhIn0.c2ln";

        assertThatThrownBy(() -> decoder.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
    }
}
