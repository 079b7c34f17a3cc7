package vitrine.journeys;

import java.net.URI;

/** Where the suite under test listens. */
final class Suite {

    static final int PORT = Integer.getInteger("vitrine.port", 8080);

    private Suite() {}

    static String origin(String host) {
        return "http://" + host + ".localhost:" + PORT;
    }

    static String photos(String path) {
        return origin("photos") + path;
    }

    static String share(String path) {
        return origin("share") + path;
    }

    static String auth(String path) {
        return origin("auth") + path;
    }

    /** The mailbox page keeps its distance to the gateway's port. */
    static URI mailbox() {
        return URI.create("http://127.0.0.1:" + (8025 + PORT - 8080) + "/api/messages");
    }

    static String adminUsername() {
        return setting("ADMIN_USERNAME", "admin");
    }

    static String adminPassword() {
        return setting("ADMIN_PASSWORD", "");
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
