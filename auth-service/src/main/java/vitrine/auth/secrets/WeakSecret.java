package vitrine.auth.secrets;

/** A required secret is missing or too short to be one. */
public class WeakSecret extends RuntimeException {

    private static final int MINIMUM_BYTES = 32;

    private final String variable;

    private WeakSecret(String variable) {
        super("%s must be set to a secret of at least %d characters.".formatted(variable, MINIMUM_BYTES));
        this.variable = variable;
    }

    public static String refused(String variable, String value) {
        if (value.length() < MINIMUM_BYTES) {
            throw new WeakSecret(variable);
        }
        return value;
    }

    String variable() {
        return variable;
    }
}
