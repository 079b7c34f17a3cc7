package vitrine.auth.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries the waiting letters to the mail server; one that is down delays them and loses none. */
@Component
class LetterPost {

    private static final Logger log = LoggerFactory.getLogger(LetterPost.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private final Letters letters;
    private final LetterPress press;
    private final JavaMailSender mailServer;
    private final TransactionTemplate transaction;
    private final Map<String, LetterContent> contents;
    private final Settings settings;

    LetterPost(
            Letters letters,
            LetterPress press,
            JavaMailSender mailServer,
            TransactionTemplate transaction,
            List<LetterContent> contents,
            Settings settings,
            MeterRegistry meters) {
        this.letters = letters;
        this.press = press;
        this.mailServer = mailServer;
        this.transaction = transaction;
        this.contents = contents.stream().collect(Collectors.toMap(LetterContent::kind, Function.identity()));
        this.settings = settings;
        Gauge.builder("mail.pending", letters, Letters::pending)
                .description("Letters the mail server has not taken yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${vitrine.mail.every}")
    void deliver() {
        for (Optional<Letters.Claimed> next = letters.claim(); next.isPresent(); next = letters.claim()) {
            deliver(next.get());
        }
    }

    private void deliver(Letters.Claimed claimed) {
        LetterOrder order = claimed.order();
        try {
            // Codes and links are stored before the letter leaves: a letter that arrives always works.
            Optional<LetterContent.Filled> filled = fill(order);
            if (filled.isPresent()) {
                send(filled.get().recipient(), press.print(filled.get(), order.locale()));
            }
            letters.sent(order.id());
        } catch (MailException | MessagingException e) {
            if (claimed.createdAt().plus(GIVE_UP_AFTER).isBefore(Instant.now())) {
                log.error("Letter {} ({}) given up after {} attempts", order.id(), order.kind(), claimed.attempts(), e);
                letters.sent(order.id());
            } else {
                Duration pause = pause(claimed.attempts());
                log.warn("Letter {} waits {} for the mail server: {}", order.id(), pause, e.toString());
                letters.failed(order.id(), Instant.now().plus(pause));
            }
        }
    }

    private Optional<LetterContent.Filled> fill(LetterOrder order) {
        LetterContent content = contents.get(order.kind());
        if (content == null) {
            log.error("Nobody knows what a letter of kind {} says", order.kind());
            return Optional.empty();
        }
        Optional<LetterContent.Filled> filled = transaction.execute(status -> content.fill(order));
        return filled == null ? Optional.empty() : filled;
    }

    private void send(String recipient, Letter letter) throws MessagingException {
        MimeMessage message = mailServer.createMimeMessage();
        MimeMessageHelper mail = new MimeMessageHelper(message, true, "UTF-8");
        mail.setFrom(settings.from());
        mail.setTo(recipient);
        mail.setSubject(letter.subject());
        mail.setText(letter.text(), letter.html());
        message.setHeader("Auto-Submitted", "auto-generated");
        mailServer.send(message);
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /**
     * @param from the address, with a name if wanted, that letters come from
     * @param every how long after a look for waiting letters the next one follows
     */
    @ConfigurationProperties("vitrine.mail")
    record Settings(String from, Duration every) {}
}
