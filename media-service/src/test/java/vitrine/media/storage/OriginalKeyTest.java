package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "../../etc/passwd",
                "0199a1b2-0000-7000-8000-00000000000a/../x.jpg",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg/..",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.JPG",
                "0199A1B2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg\n",
                "0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg\0",
                "0199a1b2-0000-7000-8000-00000000000a\\0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg",
                "/0199a1b2-0000-7000-8000-00000000000a/0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.jpg"
            })
    void knowsNoKeyOfAnotherForm(String text) {
        assertThat(OriginalKey.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", "Preview", "."})
    void knowsNoRenditionOfAnotherForm(String name) {
        var key = new OriginalKey(UUID.randomUUID(), UUID.randomUUID(), "jpg");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> ObjectName.rendition(key, name));
    }
}
