package vitrine.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/galleries/1?x=y#top", "/photo/a%20b", "/view/abc?next=//x"})
    void keepsPaths(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "x",
                "//x",
                "/\\x",
                "\\/x",
                "http://x",
                "/\t/x",
                "/\n/x",
                " /x",
                "/a b",
                "/ü",
                "/\u0000",
                "/auth/login"
            })
    void leavesOutEverythingThatCouldLeadElsewhere(String next) {
        assertThat(LocalPath.of(next)).isEqualTo("/");
    }
}
