package vitrine.auth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.hosts.PublicHosts;

/** Access tokens for programs that sign in with a password. */
@Component
public class AccessTokens {

    public static final Duration LIFETIME = Duration.ofMinutes(60);

    private final JwtEncoder jwts;
    private final PublicHosts hosts;

    AccessTokens(JwtEncoder jwts, PublicHosts hosts) {
        this.jwts = jwts;
        this.hosts = hosts;
    }

    public String issue(Account account) {
        return issue(account, LIFETIME, claims -> claims.claim("scope", "vitrine"));
    }

    /** An access token that opens no more than the personal API token it is made from, and dies with it. */
    public String issue(Account account, UUID apiToken, String scopes, Duration lifetime) {
        return issue(account, lifetime, claims -> claims.claim("scope", scopes).claim("token_id", apiToken.toString()));
    }

    private String issue(Account account, Duration lifetime, Consumer<JwtClaimsSet.Builder> more) {
        Instant now = Instant.now();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(hosts.auth())
                .subject(account.id().toString())
                .audience(AccountClaims.audience())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .id(UUID.randomUUID().toString());
        AccountClaims.add(claims, account);
        AccountClaims.addMoment(claims, now);
        more.accept(claims);
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
        return jwts.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }
}
