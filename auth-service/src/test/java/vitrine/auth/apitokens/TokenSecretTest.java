package vitrine.auth.apitokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenSecretTest {

    @Test
    void everyTokenIsOfOneShapeAndReadsBack() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            TokenSecret secret = TokenSecret.create();
            assertThat(secret.value()).matches("vit_[0-9A-Za-z]{49}");
            assertThat(TokenSecret.read(secret.value())).contains(secret);
            assertThat(secret.value()).startsWith(secret.visible());
            assertThat(secret.toString()).doesNotContain(secret.value());
            seen.add(secret.value());
        }
        assertThat(seen).hasSize(1000);
    }

    @Test
    void anythingElseIsNone() {
        String good = TokenSecret.create().value();
        char last = good.charAt(good.length() - 1);
        for (String bad : List.of(
                "",
                "vit_",
                good.substring(0, good.length() - 1),
                good + "0",
                " " + good,
                good.substring(0, good.length() - 1) + (last == 'x' ? 'y' : 'x'),
                good.replace("vit_", "vit-"),
                good.replace("vit_", "VIT_"),
                "vit_" + "0".repeat(49),
                "vit_" + "😀".repeat(24) + "x")) {
            assertThat(TokenSecret.read(bad)).as(bad).isEmpty();
        }
    }
}
