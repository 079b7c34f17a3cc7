package vitrine.auth.apitokens;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.sessions.SsoSession;

/** One's own tokens, for people. */
@Controller
@RequestMapping("/account/tokens")
class ApiTokenPages {

    private static final Set<String> NOTICES = Set.of("confirmed", "revoked");
    private static final List<Integer> DAYS_OFFERED = List.of(7, 30, 90, 180, 365);

    private final ApiTokens tokens;

    ApiTokenPages(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    String show(
            Authentication session,
            @RequestParam(defaultValue = "") String notice,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
        return page(session, "", List.of(), null, response, model);
    }

    /** Answers with the page itself and no redirect: the token is shown in this one answer and kept nowhere. */
    @PostMapping
    String create(
            Authentication session,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") List<String> scopes,
            @RequestParam(name = "expires_in_days", defaultValue = "") String days,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            var created = tokens.create(account(session), new ApiTokens.Wish(name, scopes, number(days)), locale);
            model.addAttribute("created", created.token());
            model.addAttribute("secret", created.secret().value());
            return page(session, "", List.of(), null, response, model);
        } catch (InvalidFields e) {
            e.errors().forEach(error -> model.addAttribute("flaw_" + error.field(), error.message()));
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } catch (ApiTokens.TooMany e) {
            model.addAttribute("tooMany", ApiTokens.MOST);
            response.setStatus(HttpStatus.CONFLICT.value());
        }
        return page(session, name.length() > 200 ? "" : name, scopes, number(days), response, model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(Authentication session, @PathVariable UUID id, HttpServletResponse response, Model model) {
        try {
            tokens.revoke(account(session), id);
        } catch (ApiTokens.Missing e) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            model.addAttribute("kind", "missing");
            return "error-page";
        }
        return "redirect:/account/tokens?notice=revoked";
    }

    private String page(
            Authentication session,
            String name,
            List<String> chosen,
            @Nullable Integer days,
            HttpServletResponse response,
            Model model) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("tokens", tokens.of(account(session)));
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("name", name);
        model.addAttribute("chosen", chosen);
        int usual = tokens.usualDays();
        model.addAttribute("days", days == null ? usual : days);
        var offered = new TreeSet<>(DAYS_OFFERED);
        offered.add(usual);
        model.addAttribute("daysOffered", offered.headSet(tokens.mostDays(), true));
        return "tokens";
    }

    private static @Nullable Integer number(String days) {
        if (days.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(days);
        } catch (NumberFormatException e) {
            // Refused below like any other number that is not offered.
            return 0;
        }
    }

    private static UUID account(Authentication session) {
        return SsoSession.of(session).orElseThrow().accountId();
    }
}
