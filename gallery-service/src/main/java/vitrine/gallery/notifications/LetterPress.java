package vitrine.gallery.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import vitrine.gallery.access.PublicOrigins;
import vitrine.gallery.branding.Branding;
import vitrine.gallery.branding.Brandings;
import vitrine.gallery.branding.Logo;
import vitrine.gallery.studios.Studios;

/** Sets what somebody is told as a letter, at the moment it goes, as HTML and as plain text from the same words. */
@Component
class LetterPress {

    private static final int MOST_LINES = 50;
    private static final int LONGEST_SUBJECT = 150;
    private static final int WIDEST_LOGO = 240;
    private static final int HIGHEST_LOGO = 72;

    /** What ends a header, or turns the text around in one's list of mails. */
    private static final Pattern NOT_IN_A_LINE =
            Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private final JdbcClient jdbc;
    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final PublicOrigins origins;
    private final Brandings brandings;
    private final Studios studios;

    LetterPress(
            JdbcClient jdbc,
            ITemplateEngine templates,
            MessageSource messages,
            PublicOrigins origins,
            Brandings brandings,
            Studios studios) {
        this.jdbc = jdbc;
        this.templates = templates;
        this.messages = messages;
        this.origins = origins;
        this.brandings = brandings;
        this.studios = studios;
    }

    /**
     * @param sender in whose name it is written; null for our own
     * @param notices what it tells, with the moments up to which it does
     */
    record Letter(
            String recipient, @Nullable String sender, String subject, String html, String text, List<Told> notices) {}

    record Told(UUID notice, Instant until) {}

    private record Recipient(String email, String language) {}

    private record Row(
            UUID id,
            NoticeKind kind,
            @Nullable UUID galleryId,
            @Nullable String galleryName,
            @Nullable UUID studioId,
            @Nullable String actor,
            @Nullable String words,
            long amount,
            Instant at) {}

    /** A sentence, and what somebody wrote. */
    record Line(String sentence, @Nullable String quote) {}

    /** @return nothing when there is no longer a reason to write: it was read, or there is nobody to write to */
    Optional<Letter> print(Letters.Claimed claimed) {
        if (claimed.permissionId() != null) {
            return permission(claimed);
        }
        Optional<Recipient> recipient = jdbc.sql("select email, language from people where account_id = ? and active")
                .param(claimed.accountId())
                .query(Recipient.class)
                .optional();
        List<Row> rows = recipient.isEmpty() ? List.of() : untold(claimed);
        return rows.isEmpty() ? Optional.empty() : recipient.map(to -> letter(to, rows, claimed.noticeId() == null));
    }

    private record Given(
            String email,
            String level,
            UUID galleryId,
            String galleryName,
            UUID studioId,
            String studioName,
            String language) {}

    /** In the studio's name; the same whether or not the address has an account. */
    private Optional<Letter> permission(Letters.Claimed claimed) {
        return jdbc.sql("""
                        select r.email, r.level, g.id gallery_id, g.name gallery_name, g.studio_id, coalesce(s.name, '') studio_name,
                               coalesce(p.language, :language) as language
                          from gallery_permissions r join galleries g on g.id = r.gallery_id and g.binned_at is null
                               left join studios s on s.id = g.studio_id left join people p on p.account_id = r.account_id
                         where r.id = :id and r.revoked_at is null""")
                .param("id", claimed.permissionId())
                .param("language", claimed.language())
                .query(Given.class)
                .optional()
                .map(this::letter);
    }

    private Letter letter(Given given) {
        Locale locale = Locale.of(given.language());
        String studio = oneLine(given.studioName());
        String gallery = oneLine(given.galleryName());
        String subject = shortened(say("permission.subject", locale, studio, gallery));
        List<Line> lines = List.of(
                new Line(say("permission." + given.level(), locale, studio, gallery), null),
                new Line(say("permission.sign_in", locale, given.email()), null));
        String button = origins.photos() + "/galleries/" + given.galleryId();
        String action = say("notice.open_gallery", locale);
        String foot = say("permission.foot", locale, studio);
        Head head = head(studio, brandings.of(given.studioId()));
        Context context = new Context(
                locale,
                Map.of(
                        "head", head, "subject", subject, "title", gallery, "lines", lines, "button", button, "action",
                        action, "foot", foot));
        String text = lines.getFirst().sentence() + "\n\n" + lines.getLast().sentence() + "\n\n" + action + ":\n"
                + button + "\n\n-- \n" + head.name() + "\n" + foot + "\n";
        return new Letter(given.email(), studio, subject, templates.process("mail/notice", context), text, List.of());
    }

    private static String shortened(String subject) {
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT - 1) + "…" : subject;
    }

    private List<Row> untold(Letters.Claimed claimed) {
        return jdbc.sql("""
                        select n.*, coalesce(g.name, n.gallery_name) name, g.studio_id from notices n
                               left join galleries g on g.id = n.gallery_id
                         where n.account_id = :account and n.read_at is null and n.mail = :mail
                           and (n.mailed_at is null or n.mailed_at < n.at)
                           and (cast(:notice as uuid) is null or n.id = :notice)
                         order by n.at desc, n.id desc limit :rows""")
                .param("account", claimed.accountId())
                .param("mail", (claimed.noticeId() == null ? MailTime.DAILY : MailTime.IMMEDIATELY).stored())
                .param("notice", claimed.noticeId())
                .param("rows", MOST_LINES)
                .query(LetterPress::row)
                .list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                NoticeKind.ofStored(row.getString("kind")),
                row.getObject("gallery_id", UUID.class),
                row.getString("name"),
                row.getObject("studio_id", UUID.class),
                row.getString("actor"),
                row.getString("words"),
                row.getLong("amount"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private Letter letter(Recipient to, List<Row> rows, boolean daily) {
        Locale locale = Locale.of(to.language());
        List<Line> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new Line(sentence(row, locale), row.words())));
        String subject = daily
                ? say("notice.daily", locale, rows.size())
                : lines.getFirst().sentence();
        UUID gallery = rows.getFirst().galleryId();
        boolean toGallery = !daily && gallery != null && rows.getFirst().kind() != NoticeKind.SHARED;
        String button = origins.photos() + (toGallery ? "/galleries/" + gallery : "/notices");
        String settings = origins.photos() + "/notices";
        Head head = head(rows);
        Context context = new Context(
                locale,
                Map.of(
                        "head", head,
                        "subject", subject,
                        "title", daily ? subject : say("notice.title", locale),
                        "lines", lines,
                        "button", button,
                        "action", say(toGallery ? "notice.open_gallery" : "notice.open", locale),
                        "foot", say("notice.foot", locale),
                        "settings", settings));
        var text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.sentence()).append('\n');
            if (line.quote() != null) {
                line.quote()
                        .lines()
                        .forEach(words -> text.append("> ").append(words).append('\n'));
            }
            text.append('\n');
        }
        text.append(say(toGallery ? "notice.open_gallery" : "notice.open", locale))
                .append(":\n")
                .append(button)
                .append("\n\n-- \n")
                .append(head.name())
                .append('\n')
                .append(say("notice.foot", locale))
                .append('\n')
                .append(settings)
                .append('\n');
        return new Letter(
                to.email(),
                null,
                shortened(subject),
                templates.process("mail/notice", context),
                text.toString(),
                rows.stream().map(row -> new Told(row.id(), row.at())).toList());
    }

    /**
     * Whose letter it is.
     *
     * @param accent of the button, whose words are white
     * @param logo in the size it is shown in, or null for the name
     */
    record Head(
            String name,
            String accent,
            String fontFamily,
            @Nullable Logo logo) {}

    /** News of one studio comes in its looks, of several in the platform's. */
    private Head head(List<Row> rows) {
        UUID studio = rows.getFirst().studioId();
        if (studio == null || rows.stream().anyMatch(row -> !studio.equals(row.studioId()))) {
            return head("", Branding.PLATFORM);
        }
        Branding looks = brandings.of(studio);
        return head(looks.equals(Branding.PLATFORM) ? "" : oneLine(studios.nameOf(studio, "")), looks);
    }

    private static Head head(String name, Branding looks) {
        Logo logo = looks.logo();
        return new Head(
                name.isEmpty() ? "Vitrine" : name,
                looks.accent().light(),
                looks.font().family(),
                logo == null ? null : logo.within(WIDEST_LOGO, HIGHEST_LOGO));
    }

    private String sentence(Row row, Locale locale) {
        String actor = row.actor() == null ? say("notice.somebody", locale) : oneLine(row.actor());
        String gallery = row.galleryName() == null ? say("notice.library", locale) : oneLine(row.galleryName());
        return say("notice." + row.kind().stored(), locale, actor, row.amount(), gallery);
    }

    private static String oneLine(String text) {
        return NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
    }

    private String say(String key, Locale locale, Object... facts) {
        return messages.getMessage(key, facts, locale);
    }

    /** What came since stays to be told. */
    @Transactional
    public void told(Letter letter) {
        for (Told told : letter.notices()) {
            jdbc.sql("update notices set mailed_at = ? where id = ?")
                    .params(Timestamp.from(told.until()), told.notice())
                    .update();
        }
    }
}
