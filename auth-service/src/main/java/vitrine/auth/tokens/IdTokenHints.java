package vitrine.auth.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.PublicHosts;

/** Reads ID tokens that come back as a hint; they may have expired, but must be ours. */
@Component
class IdTokenHints {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    IdTokenHints(SigningKeys keys, PublicHosts hosts) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            if (!hosts.auth().equals(claims.getIssuer())) {
                throw new com.nimbusds.jwt.proc.BadJWTException("Issued elsewhere");
            }
        });
    }

    Optional<Hint> read(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String sid = claims.getStringClaim("sid");
            String subject = claims.getSubject();
            return sid == null || subject == null || claims.getAudience().size() != 1
                    ? Optional.empty()
                    : Optional.of(new Hint(subject, sid, claims.getAudience().getFirst()));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    record Hint(String subject, String sid, String clientId) {}
}
