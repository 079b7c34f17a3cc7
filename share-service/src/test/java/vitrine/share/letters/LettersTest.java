package vitrine.share.letters;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.devservices.Mail;
import vitrine.devservices.Mailbox;
import vitrine.share.RunningShareService;
import vitrine.share.World;

@RunningShareService
class LettersTest {

    private static final String HOSTILE =
            "<script>alert(1)</script> ${7*7} [[${7*7}]] {0} \u202Eevil\r\nBcc: x@evil.example";

    private final Letters letters;
    private final LetterPress press;
    private final LetterPost.Settings settings;
    private final TransactionTemplate transaction;
    private final World world;

    LettersTest(
            Letters letters,
            LetterPress press,
            LetterPost.Settings settings,
            TransactionTemplate transaction,
            World world) {
        this.letters = letters;
        this.press = press;
        this.settings = settings;
        this.transaction = transaction;
        this.world = world;
    }

    /** Row 14: names are words in a letter, never markup, headers or expressions. */
    @Test
    void aLetterSaysTheSameInBothForms() {
        var to = address();
        post(to, HOSTILE);

        var mail = arrived(to);
        assertThat(mail.to()).containsExactly(to);
        assertThat(mail.subject())
                .startsWith("Ihre Auswahl in <script>alert(1)</script> ${7*7} [[${7*7}]] {0}")
                .doesNotContain("\n", "\u202E");
        assertThat(mail.html())
                .contains("lang=\"de\"", "&lt;script&gt;", "https://share.example/x?a=1&amp;b=2")
                .doesNotContain("<script", "49");
        assertThat(mail.text()).contains("https://share.example/x?a=1&b=2", "30 Minuten");
        assertThat(Mailbox.messagesTo("x@evil.example")).isEmpty();
    }

    @Test
    void aLetterBelongsToTheTransactionItIsPostedIn() {
        assertThatThrownBy(() -> letters.post(draft(address(), "A")))
                .isInstanceOf(IllegalTransactionStateException.class);
        var never = address();
        transaction.executeWithoutResult(status -> {
            letters.post(draft(never, "A"));
            status.setRollbackOnly();
        });
        var to = address();
        post(to, "A");
        arrived(to);
        assertThat(Mailbox.messagesTo(never)).isEmpty();
    }

    /** Rows 38 and 41: a server that is away delays a letter; whoever finds it back sends it, once. */
    @Test
    void aMailServerThatIsAwayDelaysLetters() {
        var nobody = new JavaMailSenderImpl();
        nobody.setHost("127.0.0.1");
        nobody.setPort(1);
        var cut = new LetterPost(letters, nobody, settings, new SimpleMeterRegistry());
        // Claimed by this post before the other one sees it, because both happen in one transaction.
        var to = address();
        transaction.executeWithoutResult(status -> {
            post(to, "Late");
            cut.deliver();
            assertThat(world.database()
                            .sql("select attempts from letters where recipient = ?")
                            .param(to)
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        });
        assertThat(arrived(to).subject()).contains("Late");
        await().atMost(30, SECONDS)
                .until(() -> world.database()
                                .sql("select count(*) from letters where recipient = ?")
                                .param(to)
                                .query(Long.class)
                                .single()
                        == 0);
        assertThat(Mailbox.messagesTo(to)).hasSize(1);
    }

    @Test
    void pausesGrowToMinutes() {
        assertThat(LetterPost.pause(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(LetterPost.pause(50)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theLanguageIsTheBrowsers() {
        assertThat(LetterPress.languageOf("fr-CH, de;q=0.9, en;q=0.8")).isEqualTo(Locale.GERMAN);
        assertThat(LetterPress.languageOf("pl")).isEqualTo(Locale.ENGLISH);
        assertThat(LetterPress.languageOf(null)).isEqualTo(Locale.ENGLISH);
        assertThat(LetterPress.languageOf(";;=%")).isEqualTo(Locale.ENGLISH);
    }

    private void post(String to, String name) {
        transaction.executeWithoutResult(status -> letters.post(draft(to, name)));
    }

    private Letter draft(String to, String name) {
        return press.print(new LetterPress.Draft(
                "carry",
                to,
                "studio@example.org",
                Locale.GERMAN,
                null,
                "Studio Nord",
                List.of(name),
                "https://share.example/x?a=1&b=2"));
    }

    private static Mail arrived(String to) {
        await().atMost(30, SECONDS).until(() -> !Mailbox.messagesTo(to).isEmpty());
        return Mailbox.messagesTo(to).getFirst();
    }

    private static String address() {
        return UUID.randomUUID() + "@example.org";
    }
}
