package vitrine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {

    @TempDir
    Path home;

    private Map<String, String> secrets;

    @BeforeEach
    void built() throws Exception {
        secrets = Secrets.keptIn(home.resolve("secrets.env"));
        for (var module : List.of("auth-service", "gallery-service", "media-service", "share-service", "gateway")) {
            var application = Files.createDirectories(home.resolve(module).resolve("target/app"));
            Files.createFile(application.resolve(module + "-0.1.0.jar"));
        }
        var devservices = Files.createDirectories(home.resolve("deploy/devservices/target"));
        Files.createFile(devservices.resolve("devservices-0.1.0.jar"));
        Files.createDirectories(devservices.resolve("lib"));
    }

    @Test
    void eachPartKnowsItsOwnSecretsOnly() {
        var suite = suite(Map.of());
        assertThat(part(suite, "share-service").settings())
                .containsKeys("DATABASE_PASSWORD_SHARE", "MEDIA_SIGNING_KEYS", "SHARE_LINK_KEY", "RABBITMQ_PASSWORD")
                .doesNotContainKeys(
                        "DATABASE_PASSWORD_AUTH", "ADMIN_PASSWORD", "GATEWAY_CLIENT_SECRET", "POSTGRES_PASSWORD");
        assertThat(part(suite, "auth-service").settings())
                .containsKeys("ADMIN_PASSWORD", "GATEWAY_CLIENT_SECRET")
                .doesNotContainKeys("SHARE_LINK_KEY", "MEDIA_SIGNING_KEYS");
        assertThat(part(suite, "gateway").withheld()).contains("SHARE_LINK_KEY", "DEMO_PASSWORD");
    }

    @Test
    void theExpensiveCompilerWorksWhereThereIsWorkForIt() throws Exception {
        var directives = home.resolve("deploy/launcher/jvm/auth-service.json");
        Files.createDirectories(directives.getParent());
        Files.createFile(directives);
        var suite = suite(Map.of());
        assertThat(part(suite, "auth-service").command())
                .contains("-XX:CompilerDirectivesFile=" + directives)
                .doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(part(suite, "gateway").command()).contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void theWorkerIsTheMediaServiceInAnotherProfile() {
        var worker = part(suite(Map.of()), "media-worker");
        assertThat(worker.command())
                .endsWith("--spring.profiles.active=worker")
                .contains("--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector");
        assertThat(worker.needs()).containsExactly("devservices");
        assertThat(worker.uses()).containsExactly("devservices", "media-service");
        assertThat(worker.settings()).containsEntry("MEDIA_WORKER_PORT", "9005");
    }

    @Test
    void furtherWorkersAreTheSameElsewhere() throws Exception {
        Files.createDirectories(home.resolve("media-service/target/app"));
        Files.createFile(home.resolve("media-service/target/app/media-worker.aot"));
        var first = part(suite(Map.of()), "media-worker");
        var second = part(suite(Map.of()), "media-worker-2");
        assertThat(second.command()).isEqualTo(first.command());
        assertThat(second.settings()).containsEntry("MEDIA_WORKER_PORT", "9006");
    }

    @Test
    void servicesStartBesideADatabaseThatIsThereAndAfterOneThatIsNot() throws Exception {
        assertThat(part(suite(Map.of()), "auth-service").needs()).containsExactly("devservices");
        Files.createFile(Files.createDirectories(home.resolve(".vitrine/postgresql/data"))
                .resolve("PG_VERSION"));
        assertThat(part(suite(Map.of()), "auth-service").needs()).isEmpty();
        assertThat(part(suite(Map.of()), "gateway").uses())
                .contains("devservices", "auth-service", "gallery-service", "media-service", "share-service");
    }

    @Test
    void servicesNamedInTheEnvironmentReplaceTheEmbeddedOnes() {
        var suite = suite(Map.of(
                "DATABASE_URL_GATEWAY", "jdbc:postgresql://db/gateway",
                "DATABASE_URL_AUTH", "jdbc:postgresql://db/auth",
                "DATABASE_URL_GALLERY", "jdbc:postgresql://db/gallery",
                "DATABASE_URL_MEDIA", "jdbc:postgresql://db/media",
                "DATABASE_URL_SHARE", "jdbc:postgresql://db/share",
                "DATABASE_PASSWORD_AUTH", "theirs",
                "RABBITMQ_HOST", "mq",
                "RABBITMQ_PASSWORD", "rabbit"));
        assertThat(part(suite, "devservices").command())
                .noneMatch(argument -> argument.startsWith("--postgres") || argument.startsWith("--amqp"))
                .anyMatch(argument -> argument.startsWith("--mailbox="));
        assertThat(part(suite, "auth-service").settings())
                .containsEntry("DATABASE_URL_AUTH", "jdbc:postgresql://db/auth")
                .containsEntry("DATABASE_USERNAME_AUTH", "vitrine_auth")
                .containsEntry("DATABASE_PASSWORD_AUTH", "theirs")
                .containsEntry("RABBITMQ_HOST", "mq")
                .containsEntry("RABBITMQ_PORT", "5672")
                .containsEntry("RABBITMQ_PASSWORD", "rabbit");
        var nothingEmbedded = suite(Map.of(
                "DATABASE_URL_GATEWAY",
                "u",
                "DATABASE_URL_AUTH",
                "u",
                "DATABASE_URL_GALLERY",
                "u",
                "DATABASE_URL_MEDIA",
                "u",
                "DATABASE_URL_SHARE",
                "u",
                "RABBITMQ_HOST",
                "mq",
                "SMTP_HOST",
                "smtp"));
        assertThat(nothingEmbedded.parts()).extracting(Part::name).doesNotContain("devservices");
    }

    @Test
    void theOwnBrokerKeepsItsOwnPasswordAndPorts() {
        var suite = suite(Map.of("RABBITMQ_PASSWORD", "stray", "GATEWAY_PORT", "1", "DATABASE_PASSWORD_AUTH", "stray"));
        assertThat(part(suite, "auth-service").settings())
                .containsEntry("RABBITMQ_PASSWORD", secrets.get("RABBITMQ_PASSWORD"))
                .containsEntry("DATABASE_PASSWORD_AUTH", secrets.get("DATABASE_PASSWORD_AUTH"))
                .containsEntry("GATEWAY_PORT", "9000");
    }

    private Suite suite(Map<String, String> environment) {
        return new Suite(home, home.resolve(".vitrine"), Ports.of(9000, 2), environment, secrets, Suite.Cache.USE);
    }

    private static Part part(Suite suite, String name) {
        return suite.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
