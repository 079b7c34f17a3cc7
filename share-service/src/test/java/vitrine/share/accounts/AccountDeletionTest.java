package vitrine.share.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vitrine.share.RunningShareService;
import vitrine.share.World;
import vitrine.share.World.Person;

@RunningShareService
class AccountDeletionTest {

    private final World world;
    private final Person owner = Person.photographer();

    AccountDeletionTest(World world) {
        this.world = world;
    }

    @Test
    void endsLinksAndForgetsWhomTheyWereFor() {
        var scene = world.scene(owner, 2);
        var link = world.share(
                scene, Map.of("recipient_email", "client@example.org", "message", "For you", "password", "secret"));
        var open = world.share(scene, Map.of());
        assertThat(world.browser().get(open.path()).status()).isEqualTo(200);
        var stranger = world.scene(Person.photographer(), 1);
        var theirs = world.share(stranger, Map.of());

        deleted(owner, 4, true);
        world.settle();

        for (var each : List.of(link, open)) {
            assertThat(world.published("share.link.revoked.v1", each.id())).hasSize(1);
            var dead = world.browser().get(each.path());
            assertThat(dead.status()).isEqualTo(410);
            assertThat(dead.type()).isEqualTo("link-revoked");
            assertThat(dead.response().body()).doesNotContain("Wedding");
            assertThat(world.browser().get(each.photo(0, "download")).status()).isEqualTo(410);
        }
        assertThat(count(
                        "share_links where studio_id = ? and (recipient_email is not null or message is not null"
                                + " or created_by_name <> '' or revoked_at is null)",
                        owner.studio()))
                .isZero();
        assertThat(count("photos where gallery_id = ?", scene.gallery())).isZero();
        assertThat(count("galleries where studio_id = ? and (name <> '' or not deleted)", owner.studio()))
                .isZero();
        assertThat(count("accounts where id = ? and (active or username <> '')", owner.id()))
                .isZero();
        assertThat(world.browser().get(theirs.path()).status()).isEqualTo(200);
    }

    @Test
    void aTokenThatOutlivesTheAccountSharesNothing() {
        var colleague = Person.with(owner.studio(), "photographer");
        var scene = world.scene(colleague, 1);
        deleted(owner, 4, false);
        world.settle();
        var refused = world.as(
                owner, "POST", "/api/share-links", Map.of("gallery_id", scene.gallery(), "access_level", "full"));
        assertThat(refused.status()).isIn(401, 403, 404);
        assertThat(count("share_links where created_by = ?", owner.id())).isZero();
    }

    @Test
    void leavesColleaguesTheirLinks() {
        var colleague = Person.with(owner.studio(), "photographer");
        var scene = world.scene(colleague, 1);
        var kept = world.share(scene, Map.of());
        var going = world.share(new World.Scene(owner, scene.gallery(), scene.photos()), Map.of());

        deleted(owner, 4, false);
        world.settle();

        assertThat(world.browser().get(kept.path()).status()).isEqualTo(200);
        assertThat(world.browser().get(going.path()).status()).isEqualTo(410);
    }

    @Test
    void staysThatWayHoweverOftenAndLateItIsHeard() {
        var scene = world.scene(owner, 1);
        var link = world.share(scene, Map.of());
        deleted(owner, 4, true);
        deleted(owner, 4, true);
        world.announce(
                "account.changed.v1",
                owner.id(),
                3,
                Map.of(
                        "account_id", owner.id(),
                        "username", "back",
                        "roles", List.of("photographer"),
                        "studio_id", owner.studio(),
                        "active", true));
        world.announce("gallery.saved.v1", scene.gallery(), 9, world.gallery(scene.gallery(), owner, "Back?"));
        world.settle();

        assertThat(world.published("share.link.revoked.v1", link.id())).hasSize(1);
        assertThat(world.browser().get(link.path()).status()).isEqualTo(410);
        assertThat(count("galleries where id = ? and name <> ''", scene.gallery()))
                .isZero();
        assertThat(count("accounts where id = ? and active", owner.id())).isZero();
    }

    @Test
    void understandsWhatAuthServicePublishes() throws IOException {
        var link = world.share(world.scene(owner, 1), Map.of());
        var example = Files.readString(
                Path.of("..", "auth-service", "contracts", "events", "account.deleted.v1.example.json"));
        var event = World.JSON.readTree(example);
        var id = World.id();
        world.announce(
                "account.deleted.v1",
                id,
                example.replace(event.get("event_id").asString(), id.toString())
                        .replace(event.get("subject").asString(), owner.id().toString())
                        .replace(
                                event.at("/data/studio_id").asString(),
                                owner.studio().toString()));
        world.settle();
        assertThat(world.browser().get(link.path()).status()).isEqualTo(410);
    }

    private void deleted(Person person, long version, boolean withStudio) {
        world.announce(
                "account.deleted.v1",
                person.id(),
                version,
                Map.of("account_id", person.id(), "studio_id", person.studio(), "studio_deleted", withStudio));
    }

    private long count(String rows, UUID id) {
        return world.database()
                .sql("select count(*) from " + rows)
                .param(id)
                .query(Long.class)
                .single();
    }
}
