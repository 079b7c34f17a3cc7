package vitrine.share.letters;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Carries the waiting letters to the mail server; one that is down delays them and loses none. */
@Component
class LetterPost {

    static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private static final Logger log = LoggerFactory.getLogger(LetterPost.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Letters letters;
    private final JavaMailSender mailServer;
    private final Settings settings;

    LetterPost(Letters letters, JavaMailSender mailServer, Settings settings, MeterRegistry meters) {
        this.letters = letters;
        this.mailServer = mailServer;
        this.settings = settings;
        Gauge.builder("mail.pending", letters, Letters::pending)
                .description("Letters the mail server has not taken yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${vitrine.mail.every}")
    void deliver() {
        for (var next = letters.claim(); next.isPresent(); next = letters.claim()) {
            deliver(next.get());
        }
    }

    private void deliver(Letters.Claimed claimed) {
        try {
            send(claimed.letter());
            letters.done(claimed.id());
        } catch (AddressException e) {
            log.error("Letter {} has an address that is none", claimed.id());
            letters.done(claimed.id());
        } catch (MailException | MessagingException e) {
            if (letters.isTooOld(claimed)) {
                log.error("Letter {} given up after {} attempts", claimed.id(), claimed.attempts(), e);
                letters.done(claimed.id());
            } else {
                var pause = pause(claimed.attempts());
                log.warn("Letter {} waits {} for the mail server: {}", claimed.id(), pause, e.toString());
                letters.failed(claimed.id(), pause);
            }
        }
    }

    private void send(Letter letter) throws MessagingException {
        var message = mailServer.createMimeMessage();
        var mail = new MimeMessageHelper(message, true, "UTF-8");
        mail.setFrom(settings.from());
        mail.setTo(letter.to());
        var replyTo = letter.replyTo();
        if (replyTo != null) {
            mail.setReplyTo(replyTo);
        }
        mail.setSubject(letter.subject());
        mail.setText(letter.text(), letter.html());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContentLanguage(new String[] {letter.language()});
        mailServer.send(message);
    }

    static Duration pause(int attempts) {
        var pause = Duration.ofSeconds(1L << Math.min(attempts, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /**
     * @param from the address, with a name if wanted, that letters come from
     * @param every how long after a look for waiting letters the next one follows
     */
    @ConfigurationProperties("vitrine.mail")
    record Settings(String from, Duration every) {}
}
