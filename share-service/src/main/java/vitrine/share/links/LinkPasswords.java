package vitrine.share.links;

import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;
import vitrine.share.problems.Problem;

/** Link passwords are kept as bcrypt hashes, which look at no more than 72 bytes. */
@Component
public class LinkPasswords {

    private static final int MAX_BYTES = 72;
    private static final int COST = 12;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);

    String hash(String password) {
        requireAcceptable(password);
        return bcrypt.encode(password);
    }

    public boolean matches(String password, String hash) {
        requireAcceptable(password);
        return bcrypt.matches(password, hash);
    }

    static void requireAcceptable(String password) {
        if (password.isEmpty()) {
            throw Problem.invalid("password", "must not be empty");
        }
        if (password.indexOf('\0') >= 0) {
            throw Problem.invalid("password", "must not contain control characters");
        }
        if (password.length() > MAX_BYTES || password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Problem.invalid("password", "must be at most 72 bytes long");
        }
    }
}
