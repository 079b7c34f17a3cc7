package vitrine.gallery.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What people are told about, and how they are written to as long as they chose nothing else. */
enum NoticeKind {
    /** A gallery was shared with one's address; the link itself comes by another mail. */
    @JsonProperty("shared")
    SHARED(MailTime.OFF),
    /** Leave was given for a gallery; a letter about it comes in any case. */
    @JsonProperty("granted")
    GRANTED(MailTime.OFF),
    @JsonProperty("chosen")
    CHOSEN(MailTime.DAILY),
    @JsonProperty("commented")
    COMMENTED(MailTime.IMMEDIATELY),
    @JsonProperty("signed")
    SIGNED(MailTime.IMMEDIATELY),
    @JsonProperty("downloaded")
    DOWNLOADED(MailTime.DAILY),
    /** A photo could not be read. */
    @JsonProperty("failed")
    FAILED(MailTime.DAILY);

    private final MailTime usually;

    NoticeKind(MailTime usually) {
        this.usually = usually;
    }

    MailTime usually() {
        return usually;
    }

    /** The amount is a state, as of how many are chosen, not something that adds up. */
    boolean isState() {
        return this == CHOSEN || this == SIGNED || this == SHARED || this == GRANTED;
    }

    static NoticeKind ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
