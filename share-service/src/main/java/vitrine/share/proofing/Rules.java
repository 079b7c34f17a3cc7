package vitrine.share.proofing;

import static vitrine.share.links.Columns.instant;
import static vitrine.share.links.Columns.integer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a link's visitors may do. */
record Rules(
        boolean enabled,
        ProofingKind kind,
        @Nullable Integer quota,
        boolean beyondQuota,
        boolean comments,
        @Nullable Instant deadline,
        int round,
        @Nullable Instant closedAt) {

    /** Of a link that nobody made rules for. */
    static final Rules USUAL = new Rules(true, ProofingKind.CHOOSE, null, false, true, null, 1, null);

    static Rules of(ResultSet row, int number) throws SQLException {
        return new Rules(
                row.getBoolean("enabled"),
                ProofingKind.ofStored(row.getString("kind")),
                integer(row, "quota"),
                row.getBoolean("beyond_quota"),
                row.getBoolean("comments"),
                instant(row, "deadline"),
                row.getInt("round"),
                instant(row, "closed_at"));
    }

    RoundState state(Instant now) {
        if (!enabled) {
            return RoundState.OFF;
        }
        if (closedAt != null) {
            return RoundState.CLOSED;
        }
        return deadline != null && !deadline.isAfter(now) ? RoundState.OVER : RoundState.OPEN;
    }

    boolean exceeds(int chosen) {
        return kind == ProofingKind.CHOOSE && quota != null && chosen > quota && !beyondQuota;
    }
}
