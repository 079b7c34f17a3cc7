package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mock.web.MockHttpServletResponse;
import vitrine.auth.Browser;

/** An authenticator app on somebody's phone, set up through the pages. */
record App(byte[] key, List<String> recoveryCodes) {

    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7 ]+)</code>");
    private static final Pattern RECOVERY_CODE = Pattern.compile("<code>([a-z0-9]{5}-[a-z0-9]{5})</code>");

    static App setUpIn(Browser browser) {
        browser.get("/account/security");
        assertThat(browser.submit("/account/security/totp").getHeader("Location"))
                .isEqualTo("/account/security/totp");
        byte[] key = secret(text(browser.get("/account/security/totp")));
        MockHttpServletResponse confirmed =
                browser.submit("/account/security/totp/confirm", "code", code(key, Instant.now()));
        assertThat(confirmed.getStatus()).isEqualTo(200);
        return new App(key, recoveryCodes(text(confirmed)));
    }

    /** The code of now. After setting up it has been used already; the next one counts, too. */
    String code() {
        return code(key, Instant.now());
    }

    String nextCode() {
        return code(key, Instant.now().plusSeconds(Totp.PERIOD_SECONDS));
    }

    static String code(byte[] key, Instant moment) {
        return Totp.code(key, Totp.step(moment), Totp.DIGITS);
    }

    static byte[] secret(String page) {
        Matcher found = SECRET.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        var bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char each : found.group(1).replace(" ", "").toCharArray()) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        return bytes.toByteArray();
    }

    static List<String> recoveryCodes(String page) {
        return RECOVERY_CODE
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
