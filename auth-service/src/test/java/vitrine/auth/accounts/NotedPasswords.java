package vitrine.auth.accounts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords that note each hash a password was compared with: the hash names the cost, and the cost alone decides how long that takes. */
public class NotedPasswords extends Passwords {

    private final List<String> compared;

    public NotedPasswords(int cost) {
        this(new Hashing(cost).encoder(), new ArrayList<>());
    }

    private NotedPasswords(PasswordEncoder encoder, List<String> compared) {
        super(new PasswordEncoder() {

            @Override
            public @Nullable String encode(@Nullable CharSequence password) {
                return encoder.encode(password);
            }

            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
                compared.add(hash);
                return encoder.matches(password, hash);
            }
        });
        this.compared = compared;
    }

    public List<String> compared() {
        return compared;
    }
}
