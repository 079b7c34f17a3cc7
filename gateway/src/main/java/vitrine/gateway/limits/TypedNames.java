package vitrine.gateway.limits;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The account names that a request names, wherever the auth service could take one from: doubled fields and the query count too, so
 * that nobody tries passwords for one name under the limit of another.
 */
final class TypedNames {

    private static final Set<String> FIELDS = Set.of("username", "email");
    private static final int LONGEST = 254;

    private TypedNames() {}

    static Set<String> ofForm(@Nullable String query, byte[] body) {
        var names = new LinkedHashSet<String>();
        if (query != null) {
            collect(query, names);
        }
        collect(new String(body, StandardCharsets.UTF_8), names);
        return names;
    }

    private static void collect(String form, Set<String> names) {
        for (var pair : form.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0 && FIELDS.contains(decoded(pair.substring(0, equals)))) {
                add(decoded(pair.substring(equals + 1)), names);
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Refused by the auth service too.
            return text;
        }
    }

    static Set<String> ofJson(JsonMapper json, byte[] body) {
        var names = new LinkedHashSet<String>();
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return names;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (value.isScalarValue() && FIELDS.contains(name)) {
                    add(parser.getString(), names);
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            // Not JSON to the end: the auth service will say so, and has signed nobody in.
            return names;
        }
        return names;
    }

    private static void add(@Nullable String name, Set<String> names) {
        var typed = name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
        if (!typed.isEmpty() && typed.length() <= LONGEST) {
            names.add(typed);
        }
    }
}
