package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.AccountRegistration;
import vitrine.auth.accounts.Refusals.CodeInvalid;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.accounts.Registration;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.problems.Refusal;
import vitrine.auth.sessions.Factor;

/** Registering and confirming the address, for people. */
@Controller
class ConfirmPages {

    private static final String EMAIL = ConfirmPages.class.getName() + ".email";
    private static final String REGISTERED_HERE = ConfirmPages.class.getName() + ".registration";

    private final AccountRegistration registration;
    private final BrowserSignIn browser;
    private final ReturnTargets targets;

    ConfirmPages(AccountRegistration registration, BrowserSignIn browser, ReturnTargets targets) {
        this.registration = registration;
        this.browser = browser;
        this.targets = targets;
    }

    /** Somebody with this address will have a code to type. */
    static void expect(HttpServletRequest request, String email) {
        request.getSession().setAttribute(EMAIL, email);
    }

    @GetMapping("/register")
    String register(
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        targets.remember(next, request, response);
        if (BrowserSignIn.current().isPresent()) {
            return "redirect:" + targets.take(request, response);
        }
        model.addAttribute("form", new AccountRegistration.Wish("", "", "", "", "photographer", ""));
        return registration.isOpen() ? "register" : "registration-closed";
    }

    @PostMapping("/register")
    String register(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "confirm_password", defaultValue = "") String confirmPassword,
            @RequestParam(name = "account_type", defaultValue = "") String accountType,
            @RequestParam(name = "studio_name", defaultValue = "") String studioName,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!registration.isOpen()) {
            return "registration-closed";
        }
        var wish = new AccountRegistration.Wish(username, email, password, confirmPassword, accountType, studioName);
        try {
            Registration registered = registration.register(wish, locale);
            expect(request, registered.email());
            request.getSession().setAttribute(REGISTERED_HERE, registered.id());
            return "redirect:/confirm";
        } catch (InvalidFields e) {
            e.errors().forEach(error -> model.addAttribute("flaw_" + error.field(), error.message()));
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        } catch (Refusal e) {
            model.addAttribute("taken", true);
            response.setStatus(e.getStatusCode().value());
        }
        // What was typed comes back, the passwords do not.
        model.addAttribute("form", new AccountRegistration.Wish(username, email, "", "", accountType, studioName));
        return "register";
    }

    @GetMapping("/confirm")
    String confirm(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(defaultValue = "") String notice,
            HttpServletRequest request,
            Model model) {
        if (token != null) {
            return registration
                    .findByLink(token)
                    .map(waiting -> {
                        model.addAttribute("token", token);
                        model.addAttribute("query", "token=" + UriUtils.encode(token, StandardCharsets.UTF_8) + "&");
                        model.addAttribute("email", waiting.email());
                        model.addAttribute("username", waiting.username());
                        return "confirm-link";
                    })
                    .orElseGet(() -> code(request, model, "confirm.error.link"));
        }
        model.addAttribute("notice", notice.equals("unconfirmed") || notice.equals("resent") ? notice : "");
        return code(request, model, "");
    }

    @PostMapping("/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            Account account = token == null ? registration.confirm(email, code) : registration.confirmByLink(token);
            return welcome(account, request, response);
        } catch (CodeInvalid e) {
            expect(request, email.length() > 254 ? "" : email);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return code(request, model, "confirm.error.code");
        } catch (TokenInvalid e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return code(request, model, "confirm.error.link");
        }
    }

    @PostMapping("/confirm/resend")
    String resend(
            @RequestParam(defaultValue = "") String email,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            registration.resend(email, locale);
            expect(request, email.strip());
            return "redirect:/confirm?notice=resent";
        } catch (InvalidFields e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute(
                    "flaw_email",
                    e.errors().stream().map(FieldProblem::message).findFirst().orElse(""));
            return code(request, model, "");
        }
    }

    /** The browser that registered knows the password: it is signed in at once. Any other one asks for it. */
    private String welcome(Account account, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        boolean registeredHere = session.getAttribute(REGISTERED_HERE) instanceof UUID id && id.equals(account.id());
        session.removeAttribute(REGISTERED_HERE);
        session.removeAttribute(EMAIL);
        if (!registeredHere) {
            return "redirect:/sign-in?notice=confirmed";
        }
        return browser.signIn(account, Factor.MAILED_CODE, request, response);
    }

    private static String code(HttpServletRequest request, Model model, String error) {
        HttpSession session = request.getSession(false);
        Object email = session == null ? null : session.getAttribute(EMAIL);
        model.addAttribute("email", email == null ? "" : email);
        model.addAttribute("error", error);
        return "confirm";
    }
}
