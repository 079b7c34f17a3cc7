package vitrine.gallery.notifications;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people chose to be told, and how. */
@Component
class NoticeSettings {

    private final JdbcClient jdbc;

    NoticeSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<NoticeSetting> of(UUID account) {
        Map<NoticeKind, NoticeSetting> chosen = jdbc
                .sql("select kind, in_app, mail from notice_settings where account_id = ?")
                .param(account)
                .query((row, n) -> new NoticeSetting(
                        NoticeKind.ofStored(row.getString("kind")),
                        row.getBoolean("in_app"),
                        MailTime.ofStored(row.getString("mail"))))
                .list()
                .stream()
                .collect(Collectors.toMap(NoticeSetting::kind, Function.identity()));
        return Arrays.stream(NoticeKind.values())
                .map(kind -> chosen.getOrDefault(kind, new NoticeSetting(kind, true, kind.usually())))
                .toList();
    }

    NoticeSetting of(UUID account, NoticeKind kind) {
        return of(account).get(kind.ordinal());
    }

    /** Kinds that are not named stay as they are. */
    @Transactional
    void choose(UUID account, List<NoticeSetting> settings) {
        for (NoticeSetting setting : settings) {
            jdbc.sql("""
                            insert into notice_settings (account_id, kind, in_app, mail) values (:account, :kind, :inApp, :mail)
                            on conflict (account_id, kind) do update set in_app = excluded.in_app, mail = excluded.mail""")
                    .param("account", account)
                    .param("kind", setting.kind().stored())
                    .param("inApp", setting.inApp())
                    .param("mail", setting.mail().stored())
                    .update();
        }
    }
}
