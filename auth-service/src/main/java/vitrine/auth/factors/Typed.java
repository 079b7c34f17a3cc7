package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody had typed into the form of a page before they were asked for a proof: it waits in the session until that page is opened
 * again. Passwords, codes and keys are not kept anywhere.
 */
record Typed(String page, Map<String, List<String>> values) implements Serializable {

    private static final String ATTRIBUTE = Typed.class.getName();
    private static final Pattern SECRET = Pattern.compile(".*(password|code|credential|token|_csrf).*");
    private static final int MOST_VALUES = 50;
    private static final int LONGEST = 300;

    static void keep(String page, HttpServletRequest request, HttpSession session) {
        Map<String, List<String>> values = request.getParameterMap().entrySet().stream()
                .filter(field -> !SECRET.matcher(field.getKey()).matches())
                .filter(field -> field.getKey().length() <= LONGEST && field.getValue().length <= MOST_VALUES)
                .limit(MOST_VALUES)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        field -> List.of(field.getValue()).stream()
                                .filter(value -> value.length() <= LONGEST)
                                .toList()));
        session.setAttribute(ATTRIBUTE, new Typed(page, values));
    }

    /** For the form of this page, once. */
    static Optional<Map<String, List<String>>> take(String page, HttpSession session) {
        if (!(session.getAttribute(ATTRIBUTE) instanceof Typed typed)
                || !typed.page().equals(page)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(typed.values());
    }
}
