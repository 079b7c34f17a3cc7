package vitrine.auth.members;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.AccountRegistration;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.members.Memberships.Offer;
import vitrine.auth.members.Refusals.AlreadyMember;
import vitrine.auth.members.Refusals.CannotTell;
import vitrine.auth.members.Refusals.InvitationInvalid;
import vitrine.auth.members.Refusals.StudioNotEmpty;
import vitrine.auth.members.Refusals.StudioShared;
import vitrine.auth.problems.Refusal;
import vitrine.auth.sessions.SsoSession;
import vitrine.auth.studios.Studio;

/** An invitation, for the person it is for. Whoever is not signed in is led back here afterwards. */
@Controller
class InvitationPages {

    private static final int LONGEST_TOKEN = 200;

    private final Memberships memberships;
    private final Accounts accounts;
    private final AccountRegistration registration;
    private final RequestCache requests;
    private final PublicHosts hosts;

    InvitationPages(
            Memberships memberships,
            Accounts accounts,
            AccountRegistration registration,
            RequestCache requests,
            PublicHosts hosts) {
        this.memberships = memberships;
        this.accounts = accounts;
        this.registration = registration;
        this.requests = requests;
        this.hosts = hosts;
    }

    @GetMapping("/invitation")
    String look(
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> guest = guest();
        Optional<Offer> offer = token.length() > LONGEST_TOKEN ? Optional.empty() : memberships.offer(token);
        if (offer.isPresent() && guest.isEmpty()) {
            requests.saveRequest(request, response);
        }
        return offer.map(open -> show(open, token, guest, model)).orElseGet(() -> over(response, model));
    }

    @PostMapping("/invitation")
    String accept(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
        Optional<Account> guest = guest();
        if (guest.isEmpty()) {
            return "redirect:/invitation?token=" + UriUtils.encode(token, StandardCharsets.UTF_8);
        }
        Optional<Offer> offer = token.length() > LONGEST_TOKEN ? Optional.empty() : memberships.offer(token);
        if (offer.isEmpty()) {
            return over(response, model);
        }
        try {
            memberships.accept(guest.get().id(), token);
            // The application's own sign-in brings the browser new tokens, which name the new studio.
            return "redirect:" + hosts.photos() + "/auth/login?next=%2Fstudio%2Fmembers";
        } catch (InvitationInvalid e) {
            return over(response, model);
        } catch (Refusal e) {
            response.setStatus(e.getStatusCode().value());
            model.addAttribute("error", reason(e));
            return show(offer.get(), token, guest, model);
        }
    }

    private String show(Offer offer, String token, Optional<Account> guest, Model model) {
        String email = offer.invitation().email();
        model.addAttribute("token", token);
        model.addAttribute("query", "token=" + UriUtils.encode(token, StandardCharsets.UTF_8) + "&");
        model.addAttribute("studio", offer.studio());
        model.addAttribute("host", offer.host());
        model.addAttribute("email", email);
        model.addAttribute("role", offer.invitation().role().name().toLowerCase(Locale.ROOT));
        model.addAttribute("registrationOpen", registration.isOpen());
        guest.ifPresent(account -> {
            model.addAttribute("username", account.username());
            model.addAttribute("address", account.email());
            Studio own = account.studio();
            if (own != null && !own.id().equals(offer.invitation().studioId())) {
                model.addAttribute("own", own.name());
            }
        });
        model.addAttribute(
                "state",
                guest.map(account -> account.email().equalsIgnoreCase(email) ? "acceptable" : "other")
                        .orElse("nobody"));
        return "invitation";
    }

    private String over(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("home", hosts.photos() + "/");
        return "invitation-over";
    }

    private Optional<Account> guest() {
        return SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                .flatMap(session -> accounts.findById(session.accountId()))
                .filter(Account::isActive);
    }

    private static String reason(Refusal refusal) {
        return switch (refusal) {
            case AlreadyMember e -> "member";
            case StudioShared e -> "shared";
            case StudioNotEmpty e -> "not-empty";
            case CannotTell e -> "unavailable";
            default -> throw refusal;
        };
    }
}
