package vitrine.share.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vitrine.share.galleries.SharedGallery;
import vitrine.share.galleries.SharedPhoto;
import vitrine.share.links.AccessLevel;
import vitrine.share.links.DownloadSize;
import vitrine.share.links.LinkKey;
import vitrine.share.links.LinkState;
import vitrine.share.settings.PublicOrigins;

class VisitCookiesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
    private static final LinkKey KEY = new LinkKey("dGVzdCBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyAhISE=");

    @Test
    void areSecureOnHttps() throws Exception {
        assertThat(cookies("https", NOW)
                        .unlock(link(UUID.randomUUID(), 1), Door.LINK)
                        .isSecure())
                .isTrue();
        assertThat(cookies("https", NOW)
                        .visit(link(UUID.randomUUID(), 1), UUID.randomUUID())
                        .isSecure())
                .isTrue();
        assertThat(cookies("http", NOW)
                        .unlock(link(UUID.randomUUID(), 1), Door.LINK)
                        .isSecure())
                .isFalse();
    }

    @Test
    void unlockingIsForOneLinkOnePasswordAndOneDay() throws Exception {
        var id = UUID.randomUUID();
        var cookie = cookies("http", NOW).unlock(link(id, 1), Door.LINK).getValue();

        assertThat(cookies("http", NOW).isUnlocked(link(id, 1), Door.LINK, cookie))
                .isTrue();
        assertThat(cookies("http", NOW).isUnlocked(link(id, 1), Door.DOWNLOADS, cookie))
                .isFalse();
        assertThat(cookies("http", NOW).isUnlocked(link(id, 2), Door.LINK, cookie))
                .isFalse();
        assertThat(cookies("http", NOW).isUnlocked(link(UUID.randomUUID(), 1), Door.LINK, cookie))
                .isFalse();
        assertThat(cookies("http", NOW.plus(Duration.ofHours(25))).isUnlocked(link(id, 1), Door.LINK, cookie))
                .isFalse();
    }

    @Test
    void expiryCannotBeMovedNorTheCookieOfAVisitUsed() throws Exception {
        var link = link(UUID.randomUUID(), 1);
        var cookies = cookies("http", NOW);
        var unlock = cookies.unlock(link, Door.LINK).getValue();

        assertThat(cookies.isUnlocked(link, Door.LINK, "9" + unlock.substring(1)))
                .isFalse();
        assertThat(cookies.isUnlocked(link, Door.LINK, unlock.substring(0, unlock.length() - 1) + "_"))
                .isFalse();
        assertThat(cookies.isUnlocked(
                        link, Door.LINK, cookies.visit(link, UUID.randomUUID()).getValue()))
                .isFalse();
        assertThat(cookies.visitor(link, unlock)).isEmpty();
        assertThat(cookies.visitor(link, UUID.randomUUID() + "." + "A".repeat(43)))
                .isEmpty();
    }

    @Test
    void downloadNamesAreHarmless() {
        assertThat(name("Ähre & Söhne 📷.jpg")).isEqualTo("Ähre & Söhne 📷.jpg");
        assertThat(name("../../etc/passwd")).isEqualTo(".._.._etc_passwd");
        assertThat(name("a\r\nSet-Cookie: x\0.jpg")).isEqualTo("a__Set-Cookie_ x_.jpg");
        assertThat(name("gpj.\u202Eexe")).isEqualTo("gpj._exe");
        assertThat(name("..")).isEqualTo("photo.jpg");
        assertThat(name("")).isEqualTo("photo.jpg");
        assertThat(name("📷".repeat(300) + ".jpg")).endsWith("📷.jpg").hasSize(396);
    }

    private static String name(String filename) {
        return Pictures.safeName(new SharedPhoto(
                UUID.randomUUID(), "account/photo.jpg", filename, filename, null, null, null, null, "a"));
    }

    private static VisitCookies cookies(String scheme, Instant now) throws GeneralSecurityException {
        return new VisitCookies(KEY, Clock.fixed(now, ZoneOffset.UTC), new PublicOrigins(scheme, "localhost", 8080));
    }

    private static VisitedLink link(UUID id, int passwordVersion) {
        var gallery =
                new SharedGallery(UUID.randomUUID(), UUID.randomUUID(), "S", "G", null, null, null, 0.5, 0.5, false);
        return new VisitedLink(
                id,
                "token",
                AccessLevel.FULL,
                DownloadSize.ORIGINAL,
                null,
                LinkState.ACTIVE,
                null,
                null,
                "hash",
                passwordVersion,
                "hash",
                passwordVersion,
                1,
                null,
                gallery);
    }
}
