package vitrine.auth.accounts;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;
import vitrine.auth.mail.LetterOrder;
import vitrine.auth.secrets.KeySecret;
import vitrine.auth.secrets.OneTimeToken;

/**
 * Asks the owner of an address to confirm it. The code is made as the letter leaves, so its time runs from then. An address that
 * has an account gets told that instead.
 */
@Component
class ConfirmationLetter implements LetterContent {

    static final String KIND = "confirm";

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(15);
    private static final Duration LINK_LIFETIME = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Registrations registrations;
    private final Accounts accounts;
    private final KeySecret keySecret;
    private final PublicHosts hosts;

    ConfirmationLetter(Registrations registrations, Accounts accounts, KeySecret keySecret, PublicHosts hosts) {
        this.registrations = registrations;
        this.accounts = accounts;
        this.keySecret = keySecret;
        this.hosts = hosts;
    }

    static byte[] codeDigest(KeySecret secret, UUID registration, String code) {
        return secret.digest("code " + registration + " " + code);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Filled> fill(LetterOrder order) {
        UUID subject = order.subjectId();
        Optional<Registration> waiting =
                subject == null ? registrations.findNewestByEmail(order.recipient()) : registrations.findById(subject);
        return waiting.flatMap(
                registration -> registration.confirmable() ? askToConfirm(registration) : tellOwner(registration));
    }

    private Optional<Filled> askToConfirm(Registration registration) {
        String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        OneTimeToken link = OneTimeToken.create();
        Instant now = Instant.now();
        registrations.secure(
                registration.id(),
                codeDigest(keySecret, registration.id(), code),
                now.plus(CODE_LIFETIME),
                link.digest(),
                now.plus(LINK_LIFETIME));
        return Optional.of(new Filled(
                "confirm",
                registration.email(),
                registration.username(),
                hosts.auth() + "/confirm?token=" + link.value(),
                code));
    }

    private Optional<Filled> tellOwner(Registration registration) {
        return accounts.findByEmail(registration.email())
                .filter(Account::isActive)
                .map(owner -> new Filled(
                        "already-registered", owner.email(), owner.username(), hosts.auth() + "/forgot-password", ""));
    }
}
