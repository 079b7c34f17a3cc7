package vitrine.share.links;

import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.share.settings.WeakSecret;

/** A key that does not fit the stored links is noticed at the start and not by photographers. */
@Component
class LinkKeyCheck implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final LinkTokens tokens;

    LinkKeyCheck(JdbcClient jdbc, LinkTokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    private record Sealed(UUID id, byte[] tokenSealed) {}

    @Override
    public void afterSingletonsInstantiated() {
        jdbc.sql("select id, token_sealed from share_links order by id desc limit 1")
                .query(Sealed.class)
                .optional()
                .ifPresent(newest -> {
                    try {
                        tokens.open(newest.tokenSealed(), newest.id());
                    } catch (IllegalStateException e) {
                        throw new WeakSecret("SHARE_LINK_KEY", "the key that the stored links were sealed with");
                    }
                });
    }
}
