package vitrine.media.storage;

import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every back end with settings of its own is there, whether it takes what is new or only holds what is older. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    @ConditionalOnExpression("!'${media.storage.s3.bucket:}'.isBlank()")
    S3Bucket s3Bucket(S3Settings settings, TemporaryFiles temporaryFiles) {
        return new S3Bucket(settings, temporaryFiles);
    }

    @Bean
    @ConditionalOnExpression("!'${media.storage.wordpress.api-url:}'.isBlank()")
    WordPressLibrary wordPressLibrary(
            WordPressSettings settings,
            StorageSettings storage,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TemporaryFiles temporaryFiles)
            throws IOException {
        return new WordPressLibrary(
                settings,
                new WordPressIndex(jdbc, transaction),
                new LocalParts(storage.directory().resolve("wordpress-parts")),
                temporaryFiles);
    }
}
