package vitrine.gallery.branding;

import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.gallery.access.PublicOrigins;
import vitrine.gallery.branding.HostController.DnsRecord;
import vitrine.gallery.branding.HostController.StudioHost;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Host names that studios claim. Anybody may claim one; whoever proves it in the domain name system has it, alone. */
@Component
class StudioHosts {

    private static final String PROOF = "vitrine-studio=";
    private static final int PROOF_BYTES = 16;

    private final JdbcClient jdbc;
    private final Brandings brandings;
    private final TxtRecords texts;
    private final TransactionTemplate transaction;
    private final PublicOrigins origins;
    private final SecureRandom random = new SecureRandom();

    StudioHosts(
            JdbcClient jdbc,
            Brandings brandings,
            TxtRecords texts,
            TransactionTemplate transaction,
            PublicOrigins origins) {
        this.jdbc = jdbc;
        this.brandings = brandings;
        this.texts = texts;
        this.transaction = transaction;
        this.origins = origins;
    }

    private record Claim(
            String host, String proof, @Nullable OffsetDateTime verified) {}

    private Optional<Claim> claim(UUID studioId) {
        return jdbc.sql("select * from studio_branding where studio_id = ? and host is not null")
                .param(studioId)
                .query((row, n) -> new Claim(
                        row.getString("host"),
                        row.getString("host_proof"),
                        row.getObject("host_verified_at", OffsetDateTime.class)))
                .optional();
    }

    StudioHost of(UUID studioId) {
        return claim(studioId)
                .map(claim -> new StudioHost(
                        claim.host(),
                        List.of(
                                new DnsRecord("CNAME", claim.host(), "share." + origins.domain()),
                                new DnsRecord("TXT", nameOfProof(claim.host()), PROOF + claim.proof())),
                        claim.verified() == null ? null : claim.verified().toInstant()))
                .orElseGet(() -> new StudioHost(null, List.of(), null));
    }

    /** @param host null gives up what was claimed; the same again changes nothing */
    void claim(UUID studioId, @Nullable String host) {
        if (host != null && (host.equals(origins.domain()) || host.endsWith("." + origins.domain()))) {
            throw Problem.invalid("host", "is a name of this site");
        }
        var bytes = new byte[PROOF_BYTES];
        random.nextBytes(bytes);
        transaction.executeWithoutResult(status -> {
            brandings.lock(studioId);
            jdbc.sql("""
                            update studio_branding set host = :host, host_proof = :proof, host_verified_at = null
                             where studio_id = :studio and host is distinct from :host""")
                    .param("studio", studioId)
                    .param("host", host)
                    .param("proof", host == null ? null : HexFormat.of().formatHex(bytes))
                    .update();
            brandings.announce(studioId);
        });
    }

    void check(UUID studioId) {
        Claim claim = claim(studioId).orElseThrow(Problem::notFound);
        if (!texts.of(nameOfProof(claim.host())).contains(PROOF + claim.proof())) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "The record is not to be seen yet.");
        }
        try {
            transaction.executeWithoutResult(status -> {
                brandings.lock(studioId);
                jdbc.sql("""
                                update studio_branding set host_verified_at = now()
                                 where studio_id = ? and host = ? and host_proof = ? and host_verified_at is null""").params(studioId, claim.host(), claim.proof()).update();
                brandings.announce(studioId);
            });
        } catch (DuplicateKeyException proved) {
            throw Problem.of(ProblemKind.CONFLICT, "Another studio has proved that this name is theirs.");
        }
    }

    private static String nameOfProof(String host) {
        return "_vitrine." + host;
    }
}
