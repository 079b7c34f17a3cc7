package vitrine.messaging;

/** A message that no number of retries can make readable. */
public class MalformedEvent extends RuntimeException {

    public MalformedEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
