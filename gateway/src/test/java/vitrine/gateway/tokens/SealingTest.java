package vitrine.gateway.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SealingTest {

    private final Sealing sealing = new Sealing(new ClientSecret("0123456789abcdef0123456789abcdef"));

    @Test
    void opensOnlyWhatItSealedAndWhereItBelongs() {
        var sealed = sealing.seal("token", "session-1");

        assertThat(sealing.open(sealed, "session-1")).contains("token");
        assertThat(sealing.open(sealed, "session-2")).isEmpty();
        assertThat(new Sealing(new ClientSecret("another-secret-another-secret-123")).open(sealed, "session-1"))
                .isEmpty();
        sealed[20] ^= 1;
        assertThat(sealing.open(sealed, "session-1")).isEmpty();
        assertThat(sealing.open(new byte[3], "session-1")).isEmpty();
    }

    @Test
    void needsARealSecret() {
        assertThatThrownBy(() -> new ClientSecret("short")).hasMessageContaining("GATEWAY_CLIENT_SECRET must be set");
        assertThatThrownBy(() -> new ClientSecret("")).hasMessageContaining("GATEWAY_CLIENT_SECRET must be set");
    }
}
