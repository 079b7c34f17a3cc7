package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StudioHostsTest extends RunningService {

    private static final String PATH = "/api/studio/host";

    private Person keeper(String role) {
        UUID account = newId();
        UUID studio = newId();
        String token = SUITE.token(account, studio, claims -> claims.claim("studio_role", role), "photographer");
        return new Person(role, api(), account, studio, token);
    }

    private static String host() {
        return "photos." + UUID.randomUUID() + ".example";
    }

    private static void prove(JsonNode claimed) {
        NameServer.INSTANCE.say(
                claimed.at("/records/1/name").asString(),
                claimed.at("/records/1/value").asString());
    }

    @Test
    void isTheStudiosOnceItsDomainSaysSo() {
        Person owner = keeper("owner");
        String host = host();
        JsonNode claimed = owner.put(PATH, Map.of("host", host)).expect(200);
        assertThat(claimed.at("/records/0/value").asString()).isEqualTo("share.localhost");
        assertThat(claimed.at("/records/1/name").asString()).isEqualTo("_vitrine." + host);
        assertThat(claimed.get("verified_at").isNull()).isTrue();
        owner.post(PATH + "/check", null).expectProblem(422, "unprocessable");
        NameServer.INSTANCE.say("_vitrine." + host, "vitrine-studio=somebody-else");
        owner.post(PATH + "/check", null).expectProblem(422, "unprocessable");
        assertThat(heard.awaitLast(owner.studio(), "studio.branded.v1", 1)
                        .data()
                        .get("host")
                        .isNull())
                .isTrue();

        prove(claimed);
        assertThat(owner.post(PATH + "/check", null)
                        .expect(200)
                        .get("verified_at")
                        .isNull())
                .isFalse();
        assertThat(heard.awaitLast(owner.studio(), "studio.branded.v1", 2)
                        .data()
                        .get("host")
                        .asString())
                .isEqualTo(host);
        JsonNode again = owner.put(PATH, Map.of("host", host)).expect(200);
        assertThat(again.get("verified_at").isNull()).isFalse();
        assertThat(owner.delete(PATH).expect(200).get("host").isNull()).isTrue();
    }

    @Test
    void manyMayClaimItAndOneCanProveIt() {
        Person squatter = keeper("owner");
        Person owner = keeper("owner");
        String host = host();
        squatter.put(PATH, Map.of("host", host)).expect(200);
        prove(owner.put(PATH, Map.of("host", host)).expect(200));
        squatter.post(PATH + "/check", null).expectProblem(422, "unprocessable");
        owner.post(PATH + "/check", null).expect(200);
        prove(squatter.get(PATH).expect(200));
        squatter.post(PATH + "/check", null).expectProblem(409, "conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "share.localhost",
                "UPPER.example.org",
                "127.0.0.1",
                "example.org:8080",
                "https://example.org",
                "a..example.org",
                "-a.example.org",
                "a_b.example.org",
                "exämple.org",
                "*.example.org",
                "example.org\n"
            })
    void takesHostNamesAlone(String host) {
        assertThat(keeper("owner").put(PATH, Map.of("host", host)).status()).isEqualTo(400);
    }

    @Test
    void isForOwnersAndManagers() {
        keeper("manager").put(PATH, Map.of("host", host())).expect(200);
        Person member = keeper("member");
        member.get(PATH).expect(200);
        member.put(PATH, Map.of("host", host())).expectProblem(403, "forbidden");
        member.post(PATH + "/check", null).expectProblem(403, "forbidden");
        member.delete(PATH).expectProblem(403, "forbidden");
        keeper("owner").post(PATH + "/check", null).expectProblem(404, "not-found");
        assertThat(guest().get(PATH).status()).isEqualTo(401);
    }
}
