package vitrine.share.links;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.share.problems.Problem;

/**
 * A share link: who let whom see which gallery, how, and for how long. Counters are not among its data; the database
 * counts them.
 *
 * <p>Media URLs are granted to a link and its epoch. Whenever access is withdrawn the epoch grows, and the URLs given
 * out until then are revoked.
 */
public final class ShareLink {

    private static final Set<Integer> OFFERED_DAYS = Set.of(1, 3, 7, 14, 30, 90);

    private final UUID id;
    private final UUID studioId;
    private final UUID galleryId;
    private final AccessLevel accessLevel;
    private boolean active;
    private @Nullable Instant revokedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Integer maxViews;
    private @Nullable String passwordHash;
    private int passwordVersion;
    private @Nullable String pinHash;
    private int pinVersion;
    private @Nullable List<UUID> setIds;
    private int epoch;
    private long version;

    ShareLink(
            UUID id,
            UUID studioId,
            UUID galleryId,
            AccessLevel accessLevel,
            boolean active,
            @Nullable Instant revokedAt,
            @Nullable Instant expiresAt,
            @Nullable Integer maxViews,
            @Nullable String passwordHash,
            int passwordVersion,
            @Nullable String pinHash,
            int pinVersion,
            @Nullable List<UUID> setIds,
            int epoch,
            long version) {
        this.id = id;
        this.studioId = studioId;
        this.galleryId = galleryId;
        this.accessLevel = accessLevel;
        this.active = active;
        this.revokedAt = revokedAt;
        this.expiresAt = expiresAt;
        this.maxViews = maxViews;
        this.passwordHash = passwordHash;
        this.passwordVersion = passwordVersion;
        this.pinHash = pinHash;
        this.pinVersion = pinVersion;
        this.setIds = setIds;
        this.epoch = epoch;
        this.version = version;
    }

    static ShareLink issue(
            UUID id,
            UUID studioId,
            UUID galleryId,
            AccessLevel accessLevel,
            @Nullable Instant expiresAt,
            @Nullable Integer maxViews,
            @Nullable String passwordHash,
            @Nullable String pinHash,
            @Nullable List<UUID> setIds) {
        return new ShareLink(
                id,
                studioId,
                galleryId,
                accessLevel,
                true,
                null,
                expiresAt,
                maxViews,
                passwordHash,
                1,
                pinHash,
                1,
                setIds,
                1,
                1);
    }

    /** The moment a link expires that is offered for some days from now; no days, never. */
    static @Nullable Instant expiry(@Nullable Integer days, Instant now) {
        if (days == null) {
            return null;
        }
        if (!OFFERED_DAYS.contains(days)) {
            throw Problem.invalid("expires_in_days", "must be 1, 3, 7, 14, 30 or 90, or null for never");
        }
        return now.plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Who holds a media URL of this link, as media-service knows it. */
    public static String grant(UUID id, int epoch) {
        return "l." + id + "." + epoch;
    }

    /** Whether its cover may be shown to who has not come in: not past a password, nor beside a limit of views. */
    public static boolean showsPictureOutside(boolean hasPassword, @Nullable Integer maxViews) {
        return !hasPassword && maxViews == null;
    }

    void switchOn() {
        active = true;
    }

    void switchOff() {
        if (active) {
            active = false;
            withdraw();
        }
    }

    /** For good. */
    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
            withdraw();
        }
    }

    void expireAt(@Nullable Instant moment) {
        expiresAt = moment;
    }

    void limitViews(@Nullable Integer views) {
        maxViews = views;
    }

    /** Whoever was let in with the former password, or without one, is not any more. */
    void lockWith(String hash) {
        passwordHash = hash;
        passwordVersion++;
        withdraw();
    }

    void unlock() {
        if (passwordHash != null) {
            passwordHash = null;
            passwordVersion++;
        }
    }

    /** Who has the URL of a download has it no more. */
    void guardDownloadsWith(String hash) {
        pinHash = hash;
        pinVersion++;
        withdraw();
    }

    void openDownloads() {
        if (pinHash != null) {
            pinHash = null;
            pinVersion++;
        }
    }

    /** What is not shown any more is not to be had any more either. */
    void show(@Nullable List<UUID> sets) {
        if (!Objects.equals(sets, setIds)) {
            setIds = sets;
            if (sets != null) {
                withdraw();
            }
        }
    }

    void changed() {
        version++;
    }

    private void withdraw() {
        epoch++;
    }

    boolean isRevoked() {
        return revokedAt != null;
    }

    UUID id() {
        return id;
    }

    UUID studioId() {
        return studioId;
    }

    UUID galleryId() {
        return galleryId;
    }

    AccessLevel accessLevel() {
        return accessLevel;
    }

    boolean active() {
        return active;
    }

    @Nullable
    Instant revokedAt() {
        return revokedAt;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Integer maxViews() {
        return maxViews;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    int passwordVersion() {
        return passwordVersion;
    }

    @Nullable
    String pinHash() {
        return pinHash;
    }

    int pinVersion() {
        return pinVersion;
    }

    @Nullable
    List<UUID> setIds() {
        return setIds;
    }

    int epoch() {
        return epoch;
    }

    long version() {
        return version;
    }
}
