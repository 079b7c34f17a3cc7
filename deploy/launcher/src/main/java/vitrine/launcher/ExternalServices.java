package vitrine.launcher;

import java.util.List;
import java.util.Map;

/** Which services the environment names, so that the embedded ones stay away. */
record ExternalServices(boolean databases, boolean broker, boolean mail) {

    static final List<String> DATABASES = List.of("GATEWAY", "AUTH", "GALLERY", "MEDIA", "SHARE");

    static ExternalServices in(Map<String, String> environment) {
        return new ExternalServices(
                DATABASES.stream().allMatch(name -> isSet(environment, "DATABASE_URL_" + name)),
                isSet(environment, "RABBITMQ_HOST"),
                isSet(environment, "SMTP_HOST"));
    }

    boolean all() {
        return databases && broker && mail;
    }

    static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
