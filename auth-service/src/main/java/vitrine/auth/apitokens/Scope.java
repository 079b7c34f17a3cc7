package vitrine.auth.apitokens;

import java.util.Arrays;
import java.util.Optional;

/** What a personal API token may be good for. Administration is no scope: no such token reaches it. */
public enum Scope {
    PHOTOS_READ("photos:read"),
    PHOTOS_WRITE("photos:write"),
    GALLERIES_READ("galleries:read"),
    GALLERIES_WRITE("galleries:write"),
    SHARES_READ("shares:read"),
    SHARES_WRITE("shares:write"),
    ACCOUNT_READ("account:read");

    private final String value;

    Scope(String value) {
        this.value = value;
    }

    /** As it stands in requests and tokens. */
    String value() {
        return value;
    }

    /** Key of the words for people. */
    public String label() {
        return "tokens.scope." + value.replace(':', '.');
    }

    @Override
    public String toString() {
        return value;
    }

    static Optional<Scope> named(String value) {
        return Arrays.stream(values())
                .filter(scope -> scope.value.equals(value))
                .findFirst();
    }
}
