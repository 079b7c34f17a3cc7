package vitrine.gallery.publicsite;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.branding.Brandings;
import vitrine.gallery.branding.PageTexts;
import vitrine.gallery.problems.Problem;

/** The studios that show something in public: galleries or words about themselves. Of others nobody learns that they are there. */
@RestController
@RequestMapping("/api/public")
@SecurityRequirements
@Tag(name = "public")
class PublicStudios {

    private final JdbcClient jdbc;
    private final Brandings brandings;
    private final PageTexts texts;

    PublicStudios(JdbcClient jdbc, Brandings brandings, PageTexts texts) {
        this.jdbc = jdbc;
        this.brandings = brandings;
        this.texts = texts;
    }

    /** @param studio null where the site speaks for itself */
    @Schema(name = "PublicSite")
    record PublicSite(@Nullable PublicStudio studio) {}

    @Operation(operationId = "getPublicSite", summary = "The studio that speaks on the site's own pages")
    @GetMapping("/site")
    PublicSite site() {
        return new PublicSite(texts.siteStudio().flatMap(this::find).orElse(null));
    }

    @Operation(operationId = "getPublicStudio", summary = "A studio's looks and what it says of itself")
    @GetMapping("/studios/{id}")
    PublicStudio studio(@PathVariable UUID id) {
        return find(id).filter(studio -> studio.galleryCount() > 0
                        || studio.pages().en() != null
                        || studio.pages().de() != null)
                .orElseThrow(Problem::notFound);
    }

    private Optional<PublicStudio> find(UUID id) {
        return jdbc.sql("""
                        select s.name, (select count(*)::int from galleries g
                                         where g.studio_id = s.id and g.is_public and g.binned_at is null) galleries
                          from studios s where s.id = ?""")
                .param(id)
                .query((row, n) -> new PublicStudio(
                        id, row.getString("name"), brandings.of(id), texts.of(id), row.getInt("galleries")))
                .optional();
    }
}
