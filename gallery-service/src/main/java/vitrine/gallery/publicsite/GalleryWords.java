package vitrine.gallery.publicsite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.galleries.GalleryTold;
import vitrine.gallery.photos.TermQuery;
import vitrine.gallery.photos.Terms;

/**
 * Finds galleries by words: each has to begin one of the gallery's own, or one of a photo that is shown in it. Words are taken
 * apart as those of the library are.
 */
@Component
class GalleryWords {

    private static final int MOST_TYPED = 8;

    private final JdbcClient jdbc;

    GalleryWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(GalleryTold told) {
        Set<String> terms = new LinkedHashSet<>();
        for (String text : new String[] {told.name(), told.description(), told.studioName()}) {
            if (text != null) {
                Terms.words(text).forEach(word -> terms.add(Terms.word(word)));
            }
        }
        jdbc.sql("""
                        insert into gallery_words (gallery_id, terms) values (:gallery, array_to_tsvector(:terms))
                        on conflict (gallery_id) do update set terms = excluded.terms
                         where gallery_words.terms <> excluded.terms""")
                .param("gallery", told.galleryId())
                .param("terms", terms.toArray(String[]::new))
                .update();
    }

    /**
     * A condition on galleries {@code g}, with its parameters.
     *
     * @param sql begins with {@code and}, or is empty
     */
    record Condition(String sql, Map<String, Object> parameters) {}

    Condition matching(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return new Condition("", Map.of());
        }
        List<String> words =
                Terms.words(typed).stream().distinct().limit(MOST_TYPED).toList();
        if (words.isEmpty()) {
            return new Condition(" and false", Map.of());
        }
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        for (int n = 0; n < words.size(); n++) {
            conditions.add("""
                     and (g.id in (select w.gallery_id from gallery_words w where w.terms @@ cast(:word%1$d as tsquery))
                          or g.id in (select p.gallery_id from photos p where p.terms @@ cast(:word%1$d as tsquery)
                                       and p.status = 'ready' and not p.archived and p.binned_at is null))""".formatted(n));
            parameters.put(
                    "word" + n,
                    new TermQuery().beginning(Terms.word(words.get(n))).text());
        }
        return new Condition(String.join("", conditions), parameters);
    }
}
