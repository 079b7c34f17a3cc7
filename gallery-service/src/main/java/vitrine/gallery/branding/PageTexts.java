package vitrine.gallery.branding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What studios say of themselves, and which of them speaks for the site. */
@Component
public class PageTexts {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PageTexts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public StudioPages of(UUID studioId) {
        Map<String, StudioWords> written = new HashMap<>();
        jdbc.sql("select * from studio_pages where studio_id = ?")
                .param(studioId)
                .query(row -> {
                    written.put(row.getString("language"), words(row));
                });
        return new StudioPages(written.get("en"), written.get("de"));
    }

    private StudioWords words(ResultSet row) throws SQLException {
        return new StudioWords(
                row.getString("about"),
                row.getString("features"),
                row.getString("pricing"),
                json.readValue(row.getString("packages"), new TypeReference<List<StudioWords.PricePackage>>() {}));
    }

    @Transactional
    void save(UUID studioId, StudioPages pages) {
        jdbc.sql("delete from studio_pages where studio_id = ?").param(studioId).update();
        save(studioId, "en", pages.en());
        save(studioId, "de", pages.de());
    }

    private void save(UUID studioId, String language, @Nullable StudioWords words) {
        if (words == null) {
            return;
        }
        jdbc.sql("""
                        insert into studio_pages (studio_id, language, about, features, pricing, packages)
                        values (:studio, :language, :about, :features, :pricing, cast(:packages as jsonb))
                        on conflict (studio_id, language) do update set about = excluded.about,
                            features = excluded.features, pricing = excluded.pricing, packages = excluded.packages""")
                .param("studio", studioId)
                .param("language", language)
                .param("about", given(words.about()))
                .param("features", given(words.features()))
                .param("pricing", given(words.pricing()))
                .param("packages", json.writeValueAsString(words.packages()))
                .update();
    }

    /** The studio that an admin named to speak on the site's own pages. */
    public Optional<UUID> siteStudio() {
        return jdbc.sql("select studio_id from site where studio_id is not null")
                .query(UUID.class)
                .optional();
    }

    @Transactional
    void nameSiteStudio(@Nullable UUID studioId) {
        jdbc.sql("update site set studio_id = ?").param(studioId).update();
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
