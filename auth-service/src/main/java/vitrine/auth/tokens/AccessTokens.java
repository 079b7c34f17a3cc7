package vitrine.auth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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
        Instant now = Instant.now();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(hosts.auth())
                .subject(account.id().toString())
                .audience(AccountClaims.audience())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .id(UUID.randomUUID().toString())
                .claim("scope", "vitrine");
        AccountClaims.add(claims, account);
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
        return jwts.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }
}
