package vitrine.gallery.notifications;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Carries the waiting letters to the mail server; one that is down delays them and loses none. */
@Component
class LetterPost {

    private static final Logger log = LoggerFactory.getLogger(LetterPost.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** By then the mail server has refused it some hundreds of times: it is the letter, not the server. */
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private final Letters letters;
    private final LetterPress press;
    private final JavaMailSender mailServer;
    private final MailSettings settings;

    LetterPost(
            Letters letters,
            LetterPress press,
            JavaMailSender mailServer,
            MailSettings settings,
            MeterRegistry meters) {
        this.letters = letters;
        this.press = press;
        this.mailServer = mailServer;
        this.settings = settings;
        Gauge.builder("mail.pending", letters, Letters::pending)
                .description("Letters that are due and the mail server has not taken yet")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "${vitrine.mail.every}")
    void deliver() {
        for (Optional<Letters.Claimed> next = letters.claim(); next.isPresent(); next = letters.claim()) {
            deliver(next.get());
        }
    }

    private void deliver(Letters.Claimed claimed) {
        try {
            Optional<LetterPress.Letter> letter = press.print(claimed);
            if (letter.isPresent()) {
                send(letter.get());
                press.told(letter.get());
            }
            letters.sent(claimed);
        } catch (MailException | MessagingException e) {
            if (claimed.createdAt().plus(GIVE_UP_AFTER).isBefore(Instant.now()) && claimed.attempts() > 100) {
                log.error("Letter {} given up after {} attempts", claimed.id(), claimed.attempts(), e);
                letters.sent(claimed);
            } else {
                Duration pause = pause(claimed.attempts());
                log.warn("Letter {} waits {} for the mail server: {}", claimed.id(), pause, e.toString());
                letters.failed(claimed.id(), Instant.now().plus(pause));
            }
        }
    }

    private void send(LetterPress.Letter letter) throws MessagingException {
        MimeMessage message = mailServer.createMimeMessage();
        var mail = new MimeMessageHelper(message, true, "UTF-8");
        mail.setFrom(from(letter));
        mail.setTo(letter.recipient());
        mail.setSubject(letter.subject());
        mail.setText(letter.text(), letter.html());
        message.setHeader("Auto-Submitted", "auto-generated");
        mailServer.send(message);
    }

    /** From our address in any case: no other would be believed. */
    private InternetAddress from(LetterPress.Letter letter) throws MessagingException {
        var from = new InternetAddress(settings.from());
        if (letter.sender() != null && !letter.sender().isBlank()) {
            try {
                from.setPersonal(letter.sender(), "UTF-8");
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return from;
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
