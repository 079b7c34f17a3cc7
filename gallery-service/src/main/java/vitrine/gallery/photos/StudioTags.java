package vitrine.gallery.photos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which tags a studio uses, to suggest them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StudioTags {

    private final JdbcClient jdbc;

    StudioTags(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of their names, so that two changes never wait for each other. */
    void used(UUID studioId, Collection<String> tags) {
        Map<String, String> named = new TreeMap<>();
        tags.forEach(tag -> named.putIfAbsent(Terms.name(tag), tag));
        if (!named.isEmpty()) {
            jdbc.sql("""
                            insert into tags (studio_id, folded, name)
                            select :studio, folded, name from unnest(:folded, :names) as t (folded, name) order by folded
                            on conflict do nothing""")
                    .param("studio", studioId)
                    .param("folded", named.keySet().toArray(String[]::new))
                    .param("names", named.values().toArray(String[]::new))
                    .update();
        }
    }

    /** Forgets those that no photo has any more. */
    void leftOff(UUID studioId, Collection<String> tags) {
        List<String> folded = tags.stream().map(Terms::name).distinct().sorted().toList();
        for (String tag : folded) {
            jdbc.sql("""
                            delete from tags where studio_id = :studio and folded = :folded
                               and not exists (select from photos where terms @@ cast(:terms as tsquery))""")
                    .param("studio", studioId)
                    .param("folded", tag)
                    .param(
                            "terms",
                            new TermQuery()
                                    .all(Terms.studio(studioId))
                                    .all(Terms.tag(tag))
                                    .text())
                    .update();
        }
    }
}
