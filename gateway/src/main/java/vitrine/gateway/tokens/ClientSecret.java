package vitrine.gateway.tokens;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The secret this gateway shares with the auth service. */
@ConfigurationProperties("vitrine.gateway")
public record ClientSecret(String clientSecret) {

    private static final int MIN_LENGTH = 32;

    public ClientSecret {
        if (clientSecret.strip().length() < MIN_LENGTH) {
            throw new WeakSecret(
                    "GATEWAY_CLIENT_SECRET must be set to a random secret of at least " + MIN_LENGTH + " characters.");
        }
    }

    @Override
    public String toString() {
        return "ClientSecret[hidden]";
    }
}
