package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.PublicOrigins;

/** What search engines may find: the pages that everybody may see, and no other. */
@RestController
@SecurityRequirements
@Tag(name = "public")
class SitemapController {

    /** A sitemap holds 50,000 addresses; of more galleries the newest are named. */
    private static final int MOST_GALLERIES = 40_000;

    private static final int MOST_STUDIOS = 5_000;

    private final JdbcClient jdbc;
    private final String site;

    SitemapController(JdbcClient jdbc, PublicOrigins origins) {
        this.jdbc = jdbc;
        this.site = origins.photos();
    }

    @Operation(operationId = "getSitemap", summary = "The public pages, as sitemaps.org describes it")
    @GetMapping(path = "/api/public/sitemap.xml", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<String> sitemap() {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String page : new String[] {"/", "/explore", "/about", "/features", "/pricing"}) {
            xml.append("<url><loc>").append(site).append(page).append("</loc></url>\n");
        }
        jdbc.sql("""
                        select distinct studio_id from galleries where is_public and binned_at is null limit ?""").param(MOST_STUDIOS).query(row -> {
            xml.append("<url><loc>")
                    .append(site)
                    .append("/studios/")
                    .append(row.getObject("studio_id", UUID.class))
                    .append("</loc></url>\n");
        });
        jdbc.sql("""
                        select id, updated_at::date as day from galleries where is_public and binned_at is null
                         order by id desc limit ?""").param(MOST_GALLERIES).query(row -> {
            xml.append("<url><loc>")
                    .append(site)
                    .append("/g/")
                    .append(row.getObject("id", UUID.class))
                    .append("</loc><lastmod>")
                    .append(row.getObject("day", LocalDate.class))
                    .append("</lastmod></url>\n");
        });
        xml.append("</urlset>\n");
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(xml.toString());
    }
}
