package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.PlainText;
import vitrine.gallery.pages.Search;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.studios.StudioView;

/** Which studio speaks on the site's own pages; an admin's to decide. */
@RestController
@RequestMapping("/api/site")
@Tag(name = "site")
class SiteController {

    private final PageTexts texts;
    private final JdbcClient jdbc;

    SiteController(PageTexts texts, JdbcClient jdbc) {
        this.texts = texts;
        this.jdbc = jdbc;
    }

    /** @param studio null where the site speaks for itself */
    @Schema(name = "SiteSettings")
    record SiteSettings(@Nullable StudioView studio) {}

    @Schema(name = "SiteEdit")
    record SiteEdit(@Nullable UUID studioId) {}

    @Operation(operationId = "getSite", summary = "Which studio speaks on the site's own pages; admins")
    @GetMapping
    SiteSettings get() {
        return new SiteSettings(texts.siteStudio().flatMap(this::studio).orElse(null));
    }

    @Operation(operationId = "editSite", summary = "Name that studio, or none; admins")
    @PutMapping
    SiteSettings edit(@RequestBody SiteEdit edit) {
        UUID studio = edit.studioId();
        if (studio != null && studio(studio).isEmpty()) {
            throw Problem.invalid("studio_id", "is no studio");
        }
        texts.nameSiteStudio(studio);
        return get();
    }

    @Operation(operationId = "listSiteStudios", summary = "The studios there are to choose from, newest first; admins")
    @GetMapping("/studios")
    Page<StudioView> studios(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = 256) @PlainText @Nullable String q) {
        List<StudioView> rows = jdbc.sql("""
                        select id, name from studios where id < :before and name <> '' and name ilike :pattern
                        order by id desc limit :rows""")
                .param("before", Cursor.before(cursor))
                .param("pattern", Search.pattern(q))
                .param("rows", limit + 1)
                .query((row, n) -> new StudioView(row.getObject("id", UUID.class), row.getString("name")))
                .list();
        return Page.of(rows, limit, studio -> Cursor.at(studio.id()), studio -> studio);
    }

    private java.util.Optional<StudioView> studio(UUID id) {
        return jdbc.sql("select id, name from studios where id = ?")
                .param(id)
                .query((row, n) -> new StudioView(row.getObject("id", UUID.class), row.getString("name")))
                .optional();
    }
}
