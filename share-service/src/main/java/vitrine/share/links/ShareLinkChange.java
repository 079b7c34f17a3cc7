package vitrine.share.links;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a link to change. Those not named stay; null lifts the limit or removes the password. */
public final class ShareLinkChange {

    private @Nullable Boolean isActive;
    private @Nullable Given<Integer> expiresInDays;
    private @Nullable Given<Integer> maxViews;
    private @Nullable Given<String> password;
    private @Nullable Given<String> downloadPin;
    private @Nullable Given<List<UUID>> setIds;

    /** A field that the request names, perhaps as null. */
    record Given<T>(@Nullable T value) {}

    public void setIsActive(@Nullable Boolean value) {
        isActive = value;
    }

    public void setExpiresInDays(@Nullable Integer value) {
        expiresInDays = new Given<>(value);
    }

    public void setMaxViews(@Nullable Integer value) {
        maxViews = new Given<>(value);
    }

    public void setPassword(@Nullable String value) {
        password = new Given<>(value);
    }

    public void setDownloadPin(@Nullable String value) {
        downloadPin = new Given<>(value);
    }

    public void setSetIds(@Nullable List<UUID> value) {
        setIds = new Given<>(value);
    }

    Optional<Given<String>> newPin() {
        return Optional.ofNullable(downloadPin);
    }

    Optional<Given<List<UUID>>> newSets() {
        return Optional.ofNullable(setIds);
    }

    Optional<Boolean> activity() {
        return Optional.ofNullable(isActive);
    }

    Optional<Given<Integer>> expiry() {
        return Optional.ofNullable(expiresInDays);
    }

    Optional<Given<Integer>> viewLimit() {
        return Optional.ofNullable(maxViews);
    }

    Optional<Given<String>> newPassword() {
        return Optional.ofNullable(password);
    }
}
