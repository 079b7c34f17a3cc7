package vitrine.gallery.media;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How media-service is reached and which keys its URLs are signed with.
 *
 * @param url on the back channel
 * @param signingKeys {@code kid:base64,kid2:base64}; the first signs
 * @param connectTimeout of one attempt; an attempt that could not connect is made twice
 * @param answerTimeout together with two attempts to connect it stays below the 2 s that people wait at most
 * @param contentTimeout for passing on the bytes of one file
 * @param orderTimeout for writing down a ZIP of thousands of photos
 */
@Validated
@ConfigurationProperties("vitrine.media")
record MediaSettings(
        @NotNull URI url,
        String signingKeys,
        @DefaultValue("250ms") Duration connectTimeout,
        @DefaultValue("1500ms") Duration answerTimeout,
        @DefaultValue("60s") Duration contentTimeout,
        @DefaultValue("12s") Duration orderTimeout) {

    MediaSettings {
        SigningKey.parse(signingKeys);
    }
}
