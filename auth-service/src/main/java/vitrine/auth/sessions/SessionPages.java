package vitrine.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one is signed in, for people. */
@Controller
class SessionPages {

    private final SsoSessions sessions;
    private final SingleSignOut signOut;

    SessionPages(SsoSessions sessions, SingleSignOut signOut) {
        this.sessions = sessions;
        this.signOut = signOut;
    }

    @GetMapping("/account/sessions")
    String page(@RequestParam(defaultValue = "") String notice, Locale locale, Model model) {
        SsoSession here = here();
        Map<Boolean, List<Row>> rows = sessions.of(here.accountId()).stream()
                .map(sighting -> Row.of(sighting, locale))
                .collect(Collectors.partitioningBy(row -> row.id().equals(here.sid())));
        model.addAttribute("here", rows.get(true));
        model.addAttribute("elsewhere", rows.get(false));
        model.addAttribute("notice", notice.equals("ended") || notice.equals("ended-others") ? notice : "");
        return "account-sessions";
    }

    @PostMapping("/account/sessions/end")
    String end(@RequestParam(defaultValue = "") String id, HttpServletRequest request) {
        SsoSession here = here();
        // One that is not there, or not one's own, is as good as ended.
        sessions.find(here.accountId(), id).ifPresent(signOut::end);
        if (!id.equals(here.sid())) {
            return "redirect:/account/sessions?notice=ended";
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        return "redirect:/signed-out";
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers() {
        SsoSession here = here();
        signOut.endEachOther(here.accountId(), here.sid());
        return "redirect:/account/sessions?notice=ended-others";
    }

    private static SsoSession here() {
        return SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow();
    }

    /** @param signedIn and lastSeen in words, for browsers that cannot put the times into the reader's zone */
    record Row(
            String id,
            @Nullable String browser,
            @Nullable String system,
            @Nullable String address,
            Instant signedInAt,
            String signedIn,
            Instant lastSeenAt,
            String lastSeen) {

        static Row of(SsoSessions.Sighting sighting, Locale locale) {
            return new Row(
                    sighting.sid(),
                    sighting.device().browser(),
                    sighting.device().system(),
                    sighting.address(),
                    sighting.signedInAt(),
                    words(sighting.signedInAt(), locale),
                    sighting.lastSeenAt(),
                    words(sighting.lastSeenAt(), locale));
        }

        private static String words(Instant time, Locale locale) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                            .withLocale(locale)
                            .format(time.atOffset(ZoneOffset.UTC))
                    + " UTC";
        }
    }
}
