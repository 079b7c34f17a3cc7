package vitrine.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndKept() throws Exception {
        var file = folder.resolve("secrets.env");
        var first = Secrets.keptIn(file);
        assertThat(Secrets.keptIn(file)).isEqualTo(first);
        assertThat(Secrets.keptIn(folder.resolve("other.env"))).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void haveTheLengthTheServicesAskFor() throws Exception {
        var secrets = Secrets.keptIn(folder.resolve("secrets.env"));
        assertThat(Base64.getDecoder().decode(secrets.get("SHARE_LINK_KEY"))).hasSize(32);
        assertThat(secrets.get("MEDIA_SIGNING_KEYS")).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(secrets.get("MEDIA_SIGNING_KEYS").substring(3)))
                .hasSize(32);
        assertThat(secrets.get("ADMIN_PASSWORD")).matches("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[a-zA-Z0-9-]{20}");
    }

    @Test
    void thoseOfALaterVersionAreAddedToTheOldOnes() throws Exception {
        var file = folder.resolve("secrets.env");
        Files.writeString(file, "# kept\nADMIN_PASSWORD=Old-Password=1\n");
        var secrets = Secrets.keptIn(file);
        assertThat(secrets).containsEntry("ADMIN_PASSWORD", "Old-Password=1").containsKey("SHARE_LINK_KEY");
        assertThat(Secrets.keptIn(file)).isEqualTo(secrets);
    }
}
