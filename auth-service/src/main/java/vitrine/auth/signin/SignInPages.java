package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vitrine.auth.accounts.AccountRegistration;
import vitrine.auth.accounts.Refusals.Locked;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.sessions.Factor;
import vitrine.auth.signin.PasswordSignIn.BadCredentials;
import vitrine.auth.signin.PasswordSignIn.NotConfirmed;
import vitrine.auth.tokens.SignInDemand;
import vitrine.auth.upstream.UpstreamProviders;

/** Signing in and out, for people. */
@Controller
class SignInPages {

    private static final Set<String> NOTICES = Set.of("confirmed", "password", "passkey", "late", "again");
    private static final Set<String> UPSTREAM_PROBLEMS =
            Set.of("failed", "denied", "down", "unverified", "inactive", "closed");

    private final PasswordSignIn passwords;
    private final BrowserSignIn browser;
    private final SecondStep secondStep;
    private final ReturnTargets targets;
    private final AccountRegistration registration;
    private final PublicHosts hosts;
    private final UpstreamProviders upstreams;

    SignInPages(
            PasswordSignIn passwords,
            BrowserSignIn browser,
            SecondStep secondStep,
            ReturnTargets targets,
            AccountRegistration registration,
            PublicHosts hosts,
            UpstreamProviders upstreams) {
        this.passwords = passwords;
        this.browser = browser;
        this.secondStep = secondStep;
        this.targets = targets;
        this.registration = registration;
        this.hosts = hosts;
        this.upstreams = upstreams;
    }

    @GetMapping("/")
    String home() {
        return "redirect:" + hosts.photos() + "/";
    }

    @GetMapping("/sign-in")
    String page(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(defaultValue = "") String notice,
            @RequestParam(defaultValue = "") String upstream,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        targets.remember(next, request, response);
        if (BrowserSignIn.current().isPresent() && !SignInDemand.isOpen(request)) {
            return "redirect:" + targets.take(request, response);
        }
        if (secondStep.waiting(request).isPresent()) {
            return "redirect:/sign-in/second-factor";
        }
        if (UPSTREAM_PROBLEMS.contains(upstream)) {
            model.addAttribute("error", "signin.upstream." + upstream);
        }
        return show(
                model,
                targets.expectedLogin(request, response),
                NOTICES.contains(notice) ? notice : "",
                request,
                response);
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            return browser.signIn(passwords.signIn(limited(username), password), Factor.PASSWORD, request, response);
        } catch (BadCredentials e) {
            model.addAttribute("error", "signin.error.bad");
        } catch (Locked e) {
            model.addAttribute("error", "signin.error.locked");
            model.addAttribute("minutes", e.minutes());
        } catch (NotConfirmed e) {
            ConfirmPages.expect(request, e.email());
            return "redirect:/confirm?notice=unconfirmed";
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(model, limited(username), "", request, response);
    }

    @GetMapping("/sign-out")
    String confirmSignOut(@RequestParam(defaultValue = "") String notice, Model model) {
        model.addAttribute("notice", notice.equals("invalid") ? notice : "");
        return BrowserSignIn.current().isPresent() ? "sign-out" : "redirect:/signed-out";
    }

    @PostMapping("/sign-out")
    String signOut(HttpServletRequest request) {
        browser.signOut(request);
        return "redirect:/signed-out";
    }

    @GetMapping("/signed-out")
    String signedOut(@RequestParam(defaultValue = "") String notice, Model model) {
        if (BrowserSignIn.current().isPresent()) {
            return "redirect:/sign-out";
        }
        model.addAttribute("notice", notice.equals("deleted") || notice.equals("ended") ? notice : "");
        model.addAttribute("home", hosts.photos() + "/");
        model.addAttribute("again", hosts.photos() + "/auth/login?next=%2F");
        return "signed-out";
    }

    private String show(
            Model model, String username, String notice, HttpServletRequest request, HttpServletResponse response) {
        model.addAttribute("username", username);
        model.addAttribute("notice", notice);
        model.addAttribute("destination", targets.destination(request, response));
        model.addAttribute("registrationOpen", registration.isOpen());
        model.addAttribute("providers", upstreams.choices());
        return "sign-in";
    }

    private static String limited(String username) {
        return username.length() > 254 ? "" : username;
    }
}
