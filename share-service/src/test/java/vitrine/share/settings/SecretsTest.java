package vitrine.share.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vitrine.share.links.LinkKey;

@ExtendWith(OutputCaptureExtension.class)
class SecretsTest {

    @EnableConfigurationProperties(LinkKey.class)
    static class OnlyTheKey {}

    @Test
    void missingSecretStopsTheStartWithOneClearSentence(CapturedOutput output) {
        var application = new SpringApplication(OnlyTheKey.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        assertThatThrownBy(() -> application.run("--vitrine.share-link-key=", "--spring.autoconfigure.exclude="))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("SHARE_LINK_KEY must be set to 32 random bytes in base64.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!", "dGVzdCBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyBhbmQgbW9yZQ=="})
    void weakSecretIsNeverRepeated(String secret) {
        assertThatThrownBy(() -> new LinkKey(secret))
                .isInstanceOf(WeakSecret.class)
                .hasMessage("SHARE_LINK_KEY must be set to 32 random bytes in base64.");
    }

    @Test
    void originsLeaveOutStandardPorts() {
        assertThat(new PublicOrigins("https", "example.org", 443).share()).isEqualTo("https://share.example.org");
        assertThat(new PublicOrigins("http", "localhost", 8080).media()).isEqualTo("http://media.localhost:8080");
    }
}
