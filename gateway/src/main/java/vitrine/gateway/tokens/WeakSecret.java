package vitrine.gateway.tokens;

/** A secret that is missing or too short to protect anything: the gateway does not start with it. */
final class WeakSecret extends RuntimeException {

    WeakSecret(String message) {
        super(message);
    }
}
