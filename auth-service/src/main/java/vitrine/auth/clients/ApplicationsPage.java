package vitrine.auth.clients;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which applications know a person, and taking that back. */
@Controller
class ApplicationsPage {

    private final AllowedApplications applications;

    ApplicationsPage(AllowedApplications applications) {
        this.applications = applications;
    }

    @GetMapping("/account/applications")
    String list(@RequestParam(defaultValue = "") String notice, Authentication person, Locale locale, Model model) {
        DateTimeFormatter dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC);
        model.addAttribute(
                "applications",
                applications.of(UUID.fromString(person.getName())).stream()
                        .map(allowed -> Line.of(allowed, dates))
                        .toList());
        model.addAttribute("takenBack", notice.equals("taken-back"));
        return "applications";
    }

    @PostMapping("/account/applications/take-back")
    String takeBack(@RequestParam(name = "client_id", defaultValue = "") String clientId, Authentication person) {
        boolean known = clientId.indexOf(0) < 0 && applications.takeBack(UUID.fromString(person.getName()), clientId);
        return "redirect:/account/applications" + (known ? "?notice=taken-back" : "");
    }

    /** One application as the page shows it; a date that is not known is empty. */
    record Line(String clientId, String name, String grantedOn, String usedOn, List<String> scopes) {

        static Line of(AllowedApplications.Allowed allowed, DateTimeFormatter dates) {
            return new Line(
                    allowed.clientId(),
                    allowed.name(),
                    allowed.grantedAt() == null ? "" : dates.format(allowed.grantedAt()),
                    allowed.lastUsed() == null ? "" : dates.format(allowed.lastUsed()),
                    allowed.scopes());
        }
    }
}
