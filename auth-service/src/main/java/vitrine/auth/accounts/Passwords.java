package vitrine.auth.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.LoopbackHosts;
import vitrine.auth.hosts.PublicHosts;

/** What a password must be, and how it is kept. */
@Component
public class Passwords {

    private static final int SHORTEST = 8;
    /** More is not looked at by bcrypt, so more is refused rather than ignored. */
    private static final int MOST_BYTES = 72;

    private final PasswordEncoder encoder;
    private final Set<String> common = commonPasswords();
    /** Compared with where there is no account, so that the answer takes as long. */
    private final String nobodysHash;

    @Autowired
    Passwords(Hashing hashing, PublicHosts hosts) {
        hashing.refuseWeak(hosts);
        this(hashing.encoder());
    }

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodysHash = hash("nobody has this password 1");
    }

    /** The message key of what is wrong with a chosen password, if anything is. */
    Optional<String> flaw(@Nullable String password, String username, String email) {
        if (password == null || password.isEmpty()) {
            return Optional.of("flaw.password.missing");
        }
        if (isOversized(password)) {
            return Optional.of("flaw.password.long");
        }
        boolean letter = password.chars().anyMatch(Character::isLetter);
        boolean digit = password.chars().anyMatch(Character::isDigit);
        if (password.codePointCount(0, password.length()) < SHORTEST || !letter || !digit || password.indexOf(0) >= 0) {
            return Optional.of("flaw.password.weak");
        }
        String folded = password.toLowerCase(Locale.ROOT);
        if (common.contains(folded)
                || folded.equals(username.toLowerCase(Locale.ROOT))
                || folded.equals(email.toLowerCase(Locale.ROOT))) {
            return Optional.of("flaw.password.common");
        }
        return Optional.empty();
    }

    /** Too long to be anybody's password: refused before any work is spent on it. */
    public static boolean isOversized(String password) {
        return password.length() > MOST_BYTES || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalArgumentException("No password");
        }
        return hash;
    }

    /** Takes the same time whether or not there is a hash. */
    public boolean matches(String password, @Nullable String hash) {
        boolean matches = !isOversized(password) && encoder.matches(password, hash == null ? nobodysHash : hash);
        return matches && hash != null;
    }

    /** A better hash for a password that has just been seen, where the kept one is outdated. */
    public Optional<String> upgraded(String password, String hash) {
        return encoder.upgradeEncoding(hash) ? Optional.of(hash(password)) : Optional.empty();
    }

    /**
     * How much work one look at a password is.
     *
     * @param cost of bcrypt: each step doubles the work. Kept hashes of a lower cost are replaced when their owners sign in
     */
    @ConfigurationProperties("vitrine.passwords")
    record Hashing(int cost) {

        private static final int SAFE = 12;
        /** The least that bcrypt knows. */
        private static final int LEAST = 4;
        /** Some five seconds for each sign-in: more would only keep everybody out. */
        private static final int MOST = 16;

        Hashing {
            if (cost < LEAST || cost > MOST) {
                throw new IllegalArgumentException(
                        "PASSWORD_HASH_COST must be between %d and %d".formatted(LEAST, MOST));
            }
        }

        PasswordEncoder encoder() {
            return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost)));
        }

        /** Tests hash thousands of passwords that protect nothing; where strangers can sign in the least is 12. */
        void refuseWeak(PublicHosts hosts) {
            if (cost < SAFE && !LoopbackHosts.isName(hosts.domain())) {
                throw new IllegalArgumentException(
                        "PASSWORD_HASH_COST must be at least %d, except on localhost".formatted(SAFE));
            }
        }
    }

    private static Set<String> commonPasswords() {
        try {
            return new ClassPathResource("common-passwords.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
