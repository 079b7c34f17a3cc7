package vitrine.share.invitations;

import static vitrine.share.links.Columns.moment;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.accounts.Accounts;
import vitrine.share.letters.LetterPress;
import vitrine.share.letters.Letters;
import vitrine.share.links.ShareLink;
import vitrine.share.links.ShareLinkView;
import vitrine.share.links.ShareLinks;
import vitrine.share.settings.PublicOrigins;

/** Writes to the recipient of a link, in the name of the studio; an answer goes to who shared it. */
@Component
class LinkLetters {

    private final ShareLinks links;
    private final Letters letters;
    private final LetterPress press;
    private final Accounts accounts;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String viewApi;

    LinkLetters(
            ShareLinks links,
            Letters letters,
            LetterPress press,
            Accounts accounts,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock,
            PublicOrigins origins) {
        this.links = links;
        this.letters = letters;
        this.press = press;
        this.accounts = accounts;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
        this.viewApi = origins.share() + "/api/view/";
    }

    /**
     * The letter that comes with a link.
     *
     * @return the link as one whose recipient was written to
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ShareLinkView invite(ShareLinkView link, Locale language) {
        var notes = new ArrayList<String>();
        var studio = studioName(link.galleryId());
        if (link.expiresAt() != null) {
            notes.add(words("mail.note.until", language, day(link.expiresAt(), language)));
        }
        if (link.hasPassword()) {
            notes.add(words("mail.note.password", language, studio));
        }
        if (link.hasPin()) {
            notes.add(words("mail.note.pin", language, studio));
        }
        write("share", link, language, studio, link.message(), notes);
        jdbc.sql("update share_links set mailed_at = ?, language = ? where id = ?")
                .params(moment(clock.instant()), language.getLanguage(), link.id())
                .update();
        return links.known(link.id()).orElseThrow();
    }

    /** The letter before a link ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remind(ShareLinkView link, Locale language) {
        write("remind", link, language, studioName(link.galleryId()), null, List.of());
    }

    private void write(
            String kind,
            ShareLinkView link,
            Locale language,
            String studio,
            @Nullable String message,
            List<String> notes) {
        var until = link.expiresAt() == null ? "" : day(link.expiresAt(), language);
        letters.post(press.print(new LetterPress.Draft(
                kind,
                Objects.requireNonNull(link.recipientEmail()),
                accounts.email(link.createdBy().id()).orElse(null),
                language,
                studioOf(link.galleryId()),
                studio,
                List.of(link.galleryName(), studio, until),
                link.url(),
                message,
                notes,
                ShareLink.showsPictureOutside(link.hasPassword(), link.maxViews())
                        ? viewApi + link.token() + "/cover"
                        : null)));
    }

    private String studioName(UUID gallery) {
        return jdbc.sql("select studio_name from galleries where id = ?")
                .param(gallery)
                .query(String.class)
                .single();
    }

    private UUID studioOf(UUID gallery) {
        return jdbc.sql("select studio_id from galleries where id = ?")
                .param(gallery)
                .query(UUID.class)
                .single();
    }

    private String words(String key, Locale language, String fact) {
        return messages.getMessage(key, new Object[] {fact}, language);
    }

    /** A day, in UTC: links end at the time of day at which they were made. */
    private static String day(Instant moment, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(moment.atOffset(ZoneOffset.UTC));
    }
}
