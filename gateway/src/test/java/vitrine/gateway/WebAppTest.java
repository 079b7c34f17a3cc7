package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAppTest extends GatewayTest {

    @Test
    void givesEachPageItsOwnNonce() {
        var first = photos().get("/");
        var second = photos().get("/");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.text()).doesNotContain("__CSP_NONCE__").contains("nonce=\"" + nonce(first) + "\"");
        assertThat(nonce(first)).isNotEqualTo(nonce(second)).hasSize(24);
        assertThat(first.header("Content-Security-Policy").replace(nonce(first), "N"))
                .isEqualTo("default-src 'none'; script-src 'self' 'nonce-N'; style-src 'self' 'nonce-N';"
                        + " img-src 'self' blob: data: http://media.localhost:8080;"
                        + " connect-src 'self' http://media.localhost:8080; font-src 'self'; manifest-src 'self';"
                        + " worker-src 'self'; base-uri 'none'; form-action 'self' http://auth.localhost:8080;"
                        + " frame-ancestors 'self'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/about", "/photo/1", "/some/deep/page", "/explore"})
    void showsTheStudioForItsPages(String path) {
        assertThat(photos().get(path).text()).contains("<title>Studio</title>");
        assertThat(browser("share.localhost").get(path).text()).contains("<title>Studio</title>");
    }

    @Test
    void showsTheClientViewForShareLinks() {
        assertThat(browser("share.localhost").get("/view/abc-DEF_123").text()).contains("<title>Client view</title>");
        assertThat(photos().get("/view/abc").text()).contains("<title>Client view</title>");
    }

    /** Row 14: whatever a gallery is called, it is words in the head of the page. */
    @Test
    void tellsChatsWhatALinkIs() {
        var path = "/view/" + "a".repeat(64);
        share.behave(exchange -> Upstream.answer(exchange, 200, """
                {"title":"Anna \\"&\\" <script>","description":"Two\\nlines","studio":"Studio Nord",\
                "image":"http://share.localhost:8080/api/view/t/cover","cover":true,"color":"#7A1F2B"}"""));
        var page = browser("share.localhost").get(path).text();
        assertThat(page)
                .contains("property=\"og:title\" content=\"Anna &quot;&amp;&quot; &lt;script&gt;\"")
                .contains("property=\"og:description\" content=\"Two lines\"")
                .contains("property=\"og:image\" content=\"http://share.localhost:8080/api/view/t/cover\"")
                .contains("name=\"theme-color\" content=\"#7A1F2B\"")
                .contains("property=\"twitter:card\" content=\"summary_large_image\"")
                .contains("<title>Client view</title>");
        assertThat(share.last().uri()).isEqualTo("/api/view/" + "a".repeat(64) + "/card");

        share.behave(exchange -> Upstream.answer(exchange, 410, "{}"));
        assertThat(browser("share.localhost").get(path).text())
                .contains("Client view")
                .doesNotContain("og:title");
    }

    /** Row 14. */
    @Test
    void aLinkIsAnAppOfItsOwn() {
        var path = "/view/" + "a".repeat(64);
        var client = browser("share.localhost");
        share.behave(exchange -> Upstream.answer(exchange, 200, """
                {"title":"Anna \\"&\\" </script> by the lake","studio":"Studio Nord"}"""));
        assertThat(client.get(path).text()).contains("<link rel=\"manifest\" href=\"" + path + "/app.webmanifest\" />");
        var manifest = client.get(path + "/app.webmanifest");
        assertThat(manifest.status()).isEqualTo(200);
        assertThat(manifest.header("Content-Type")).isEqualTo("application/manifest+json");
        assertThat(manifest.text())
                .contains("\"start_url\":\"" + path + "\"", "\"scope\":\"" + path + "\"", "\"display\":\"standalone\"")
                .contains("\"name\":\"Anna \\\"&\\\" </script> by the lake\"")
                .contains("\"short_name\":\"Anna \\\"&\\\" </script> by t…\"");

        share.behave(exchange -> Upstream.answer(exchange, 410, "{}"));
        assertThat(client.get(path + "/app.webmanifest").text()).contains("\"name\":\"Vitrine\"");
        assertThat(client.get("/view/short/app.webmanifest").status()).isEqualTo(404);
    }

    /** The policy of pages without anything would keep it from fetching; two policies would both hold. */
    @Test
    void theWorkerMayFetchAndIsNeverStale() {
        var worker = browser("share.localhost").get("/view-worker.js");
        assertThat(worker.status()).isEqualTo(200);
        assertThat(worker.all("Content-Security-Policy"))
                .containsExactly(
                        "default-src 'none'; script-src 'self'; connect-src 'self' http://media.localhost:8080");
        assertThat(worker.header("Cache-Control")).isEqualTo("no-cache");
        var again = browser("share.localhost").get("/view-worker.js", "If-None-Match", "\"x\"");
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void sendsTheSmallestFormABrowserReads() {
        var path = "/assets/index-abc123.js";
        assertThat(photos().get(path, "Accept-Encoding", "gzip, br;q=0").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(photos().get(path, "Accept-Encoding", "br, gzip").header("Content-Encoding"))
                .isEqualTo("br");
        assertThat(photos().get(path, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
                .isNull();
        assertThat(photos().get(path + ".br").status()).isEqualTo(404);
    }

    @Test
    void tellsSearchEnginesWhatAPublicPageIs() {
        var id = "0199a1b2-2222-7000-8000-00000000000c";
        gallery.behave(exchange -> Upstream.answer(exchange, 200, """
                {"id":"%s","name":"Anna \\"&\\" <b>","description":null,"studio":{"name":"Studio Nord"},\
                "cover":{"id":"c"}}""".formatted(id)));
        var page = photos().get("/g/" + id);
        assertThat(page.text())
                .contains("<title>Anna &quot;&amp;&quot; &lt;b&gt; · Studio Nord</title>")
                .contains("<link rel=\"canonical\" href=\"http://photos.localhost:8080/g/" + id + "\" />")
                .contains("name=\"description\"")
                .contains("content=\"http://photos.localhost:8080/api/public/galleries/" + id + "/cover\"");
        assertThat(page.header("X-Robots-Tag")).isNull();

        gallery.behave(exchange -> Upstream.answer(exchange, 404, "{}"));
        var gone = photos().get("/g/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text()).contains("<title>Studio</title>");
        assertThat(photos().get("/studios/" + id).status()).isEqualTo(404);

        gallery.behave(exchange -> Upstream.answer(exchange, 503, "{}"));
        assertThat(photos().get("/g/" + id).status()).isEqualTo(200);
        assertThat(photos().get("/pricing").text())
                .contains("rel=\"canonical\" href=\"http://photos.localhost:8080/pricing\"");
    }

    @Test
    void keepsSearchEnginesFromWhatIsNotPublic() {
        assertThat(photos().get("/robots.txt").text())
                .contains("Disallow: /galleries\n", "Disallow: /studio/\n", "Disallow: /view/\n")
                .contains("Sitemap: http://photos.localhost:8080/sitemap.xml")
                .doesNotContain("Disallow: /explore", "Disallow: /g/");
        assertThat(browser("share.localhost").get("/robots.txt").text()).isEqualTo("User-agent: *\nDisallow: /\n");
        assertThat(browser("share.localhost").get("/view/abc").header("X-Robots-Tag"))
                .isEqualTo("noindex");
        assertThat(browser("share.localhost").get("/").header("X-Robots-Tag")).isEqualTo("noindex");
        gallery.behave(exchange -> Upstream.answer(exchange, 200, "<urlset/>"));
        var sitemap = photos().get("/sitemap.xml");
        assertThat(sitemap.text()).isEqualTo("<urlset/>");
        assertThat(sitemap.header("Content-Type")).startsWith("application/xml");
        assertThat(gallery.last().uri()).isEqualTo("/api/public/sitemap.xml");
        gallery.behave(exchange -> Upstream.answer(exchange, 500, "{}"));
        assertThat(photos().get("/sitemap.xml").status()).isEqualTo(503);
        assertThat(browser("share.localhost").get("/sitemap.xml").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/galleries", "/galleries/42", "/library", "/admin/users"})
    void sendsVisitorsToSignInBeforeStudioPages(String path) {
        var answer = photos().get(path + "?x=1");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .isEqualTo("/auth/login?next="
                        + java.net.URLEncoder.encode(path + "?x=1", java.nio.charset.StandardCharsets.UTF_8));
        assertThat(signedIn().get(path).status()).isEqualTo(200);
    }

    @Test
    void keepsAssetsForeverAndCompressed() {
        var plain = photos().get("/assets/index-abc123.js");
        var gzip = photos().get("/assets/index-abc123.js", "Accept-Encoding", "gzip, deflate");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
        assertThat(plain.header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(gzip.header("Vary")).contains("Accept-Encoding");
        assertThat(gzip.body().length).isLessThan(plain.body().length / 2);
        assertThat(photos().get("/assets/index-abc123.js", "If-None-Match", plain.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.js",
                "/assets/",
                "/assets/../index.html",
                "/index.html",
                "/view.html",
                "/.git/config",
                "/wp-login.php",
                "/humans.txt",
                "/about/",
                "/vitrine/gateway/Gateway.class",
                "/application.yaml"
            })
    void hasNoOtherFiles(String path) {
        assertThat(photos().get(path).status()).isIn(400, 404);
    }

    @Test
    void takesNoChanges() {
        var answer = photos().post("/about", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void joinsTheContractsOfTheServices() {
        var answer = photos().get("/api/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"openapi\":\"3.1.0\"", "\"paths\":");
    }

    private static String nonce(Browser.Answer answer) {
        var matcher = Pattern.compile("'nonce-([^']+)'").matcher(answer.header("Content-Security-Policy"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
