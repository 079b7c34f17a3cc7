package vitrine.gateway.limits;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vitrine.gateway.tokens.Sealing;

/** Counts tries in the database, so that it does not matter which instance somebody tries at. */
@Component
class SharedBuckets {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int SWEPT_AT_ONCE = 1000;
    private static final int KEY_BYTES = 16;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final Sealing sealing;

    SharedBuckets(DataSource database, Sealing sealing) {
        this.sealing = sealing;
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .build();
    }

    /** Takes one try; gives how long to wait when there is none left, and zero otherwise. */
    Duration take(String whose, int perMinute) {
        var probe = buckets.builder()
                .build(key(whose + " " + perMinute), () -> configuration(perMinute))
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** All tries come back together, a minute after the first: within a minute there are never more. */
    private static BucketConfiguration configuration(int perMinute) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillIntervally(perMinute, PERIOD))
                .build();
    }

    private String key(String text) {
        return HexFormat.of().formatHex(Arrays.copyOf(sealing.sign("rate limit " + text), KEY_BYTES));
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT5M")
    void forgetOld() {
        int swept;
        do {
            swept = buckets.removeExpired(SWEPT_AT_ONCE);
        } while (swept == SWEPT_AT_ONCE);
    }
}
