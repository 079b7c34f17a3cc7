package vitrine.media.uploads;

import java.io.IOException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vitrine.media.storage.S3Server;

/** The same, and all around it, on a bucket. */
class UploadPartsOnS3Test extends UploadPartsTest {

    @DynamicPropertySource
    static void bucket(DynamicPropertyRegistry registry) throws IOException {
        S3Server.start().bucket("parts");
        registry.add("media.storage.backend", () -> "s3");
        S3Server.settings(registry, "parts");
    }
}
