package vitrine.gallery.library;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.library.Suggestion.Kind;
import vitrine.gallery.pages.Search;
import vitrine.gallery.photos.Terms;

/** What a studio may mean by the beginning of a word. */
@Component
class Suggestions {

    private static final int OF_A_KIND = 5;

    private final JdbcClient jdbc;

    Suggestions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Suggestion> of(Caller caller, String typed) {
        List<Suggestion> all = new ArrayList<>();
        all.addAll(galleries(caller.studioId(), typed));
        all.addAll(tags(caller.studioId(), typed));
        all.addAll(equipment(caller.studioId(), typed, Kind.CAMERA, "camera"));
        all.addAll(equipment(caller.studioId(), typed, Kind.LENS, "lens"));
        return all;
    }

    private List<Suggestion> galleries(UUID studioId, String typed) {
        return jdbc.sql("""
                        select id, name from galleries where studio_id = :studio and binned_at is null and name ilike :pattern
                         order by id desc limit :limit""")
                .param("studio", studioId)
                .param("pattern", Search.pattern(typed))
                .param("limit", OF_A_KIND)
                .query((row, n) -> new Suggestion(Kind.GALLERY, row.getString("name"), row.getObject("id", UUID.class)))
                .list();
    }

    private List<Suggestion> tags(UUID studioId, String typed) {
        String start = Terms.name(typed);
        return jdbc.sql("""
                        select name from tags where studio_id = :studio and folded >= :start and folded < :end
                         order by folded limit :limit""")
                .param("studio", studioId)
                .param("start", start)
                .param("end", start + Character.toString(Character.MAX_CODE_POINT))
                .param("limit", OF_A_KIND)
                .query((row, n) -> new Suggestion(Kind.TAG, row.getString("name"), null))
                .list();
    }

    /** Steps from one name to the next in the index, so that it takes as long as there are names, not photos. */
    private List<Suggestion> equipment(UUID studioId, String typed, Kind kind, String column) {
        List<String> words = Terms.words(typed);
        return jdbc.sql("""
                        with recursive names as (
                            (select %1$s as name from photos where studio_id = :studio and %1$s is not null
                              order by %1$s limit 1)
                            union all
                            select (select p.%1$s from photos p where p.studio_id = :studio and p.%1$s > names.name
                                     order by p.%1$s limit 1)
                              from names where names.name is not null)
                        select name from names where name is not null limit 500""".formatted(column)).param("studio", studioId).query(String.class).list().stream()
                .filter(name -> begins(name, words))
                .limit(OF_A_KIND)
                .map(name -> new Suggestion(kind, name, null))
                .toList();
    }

    private static boolean begins(String name, List<String> typed) {
        List<String> words = Terms.words(name);
        return typed.stream().allMatch(start -> words.stream().anyMatch(word -> word.startsWith(start)));
    }
}
