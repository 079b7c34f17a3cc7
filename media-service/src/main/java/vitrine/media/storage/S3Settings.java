package vitrine.media.storage;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vitrine.media.problems.InvalidSetting;

/**
 * A bucket of Amazon S3, Cloudflare R2, MinIO or another that speaks like it.
 *
 * @param endpoint without it Amazon's own for the region
 * @param prefix before every name, for a bucket shared with others; empty or ending with a slash
 * @param pathStyle the bucket in the path instead of the host name
 * @param delivery whether downloads of originals are passed on ({@code proxy}) or sent to the bucket ({@code redirect})
 * @param callTimeout of one attempt of a call without a body
 * @param transferTimeout of one attempt to send or get the bytes of an object
 * @param attempts of each call, with growing pauses
 * @param breakFor how long calls fail at once after a row of outages
 */
@Validated
@ConfigurationProperties("media.storage.s3")
record S3Settings(
        @DefaultValue("") String bucket,
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") @NotBlank String region,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("") String prefix,
        @DefaultValue("true") boolean pathStyle,

        @DefaultValue("proxy") @Pattern(regexp = "proxy|redirect")
        String delivery,

        @DefaultValue("5s") Duration callTimeout,
        @DefaultValue("60s") Duration transferTimeout,
        @DefaultValue("4") int attempts,
        @DefaultValue("2s") Duration breakFor) {

    S3Settings {
        if (!bucket.isBlank() && (accessKey.isBlank() || secretKey.isBlank())) {
            throw new InvalidSetting(
                    "VITRINE_MEDIA_S3_BUCKET is set, its keys are not.",
                    "Set VITRINE_MEDIA_S3_ACCESS_KEY and VITRINE_MEDIA_S3_SECRET_KEY.");
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new InvalidSetting(
                    "VITRINE_MEDIA_S3_PREFIX does not end with a slash.",
                    "Set VITRINE_MEDIA_S3_PREFIX to something like photos/.");
        }
    }

    boolean redirects() {
        return delivery.equals("redirect");
    }

    @Override
    public String toString() {
        return "S3Settings[" + bucket + " at " + endpoint + "]";
    }
}
