package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Passwords;
import vitrine.auth.sessions.Factor;
import vitrine.auth.sessions.ShownFactors;
import vitrine.auth.sessions.SsoSession;
import vitrine.auth.sessions.SsoSessions;

/** Shows once more who one is, before a change that {@link StepUp} guards. */
@Controller
class StepUpPages {

    private final CurrentPerson person;
    private final SecondFactors factors;
    private final PasskeyCeremonies ceremonies;
    private final Passwords passwords;
    private final Tries tries;
    private final SsoSessions sessions;
    private final CsrfTokenRepository csrfTokens;
    private final SecurityContextRepository contexts;

    StepUpPages(
            CurrentPerson person,
            SecondFactors factors,
            PasskeyCeremonies ceremonies,
            Passwords passwords,
            Tries tries,
            SsoSessions sessions,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository contexts) {
        this.person = person;
        this.factors = factors;
        this.ceremonies = ceremonies;
        this.passwords = passwords;
        this.tries = tries;
        this.sessions = sessions;
        this.csrfTokens = csrfTokens;
        this.contexts = contexts;
    }

    /** @param from {@code app} where the page was opened beside an application that waits for the proof */
    @GetMapping(StepUp.PAGE)
    String page(@RequestParam(defaultValue = "") String from, HttpServletRequest request, Model model) {
        if (from.equals("app")) {
            StepUp.returnToApplication(request.getSession());
        }
        return show(person.account(), model);
    }

    @GetMapping(StepUp.DONE)
    String done() {
        return "account-confirmed";
    }

    @PostMapping(StepUp.PAGE)
    String confirm(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account account = person.account();
        try {
            if (!code.isBlank()) {
                factors.redeem(account.id(), code);
                return proved(Factor.CODE, request, response);
            }
            if (factors.of(account.id()).any()) {
                // The password alone is what the second factor is there to make up for.
                model.addAttribute("error", "stepup.error.factor");
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                return show(account, model);
            }
            tries.count(account.id(), Tries.Secret.PASSWORD);
            if (passwords.matches(password, account.passwordHash())) {
                tries.forget(account.id(), Tries.Secret.PASSWORD);
                return proved(Factor.PASSWORD, request, response);
            }
            model.addAttribute("error", "stepup.error.password");
        } catch (SecondFactors.WrongCode e) {
            model.addAttribute("error", "secondfactor.error.code");
        } catch (Tries.TooMany e) {
            model.addAttribute("error", "signin.error.locked");
            model.addAttribute("minutes", e.minutes());
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(account, model);
    }

    @PostMapping(StepUp.PAGE + "/options")
    ResponseEntity<String> options(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(ceremonies.options(
                        PasskeyCeremonies.Purpose.STEP_UP, person.account().id(), request.getSession()));
    }

    @PostMapping(StepUp.PAGE + "/passkey")
    String confirm(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account account = person.account();
        try {
            UUID owner = ceremonies.owner(PasskeyCeremonies.Purpose.STEP_UP, credential, request.getSession());
            if (owner.equals(account.id())) {
                return proved(Factor.PASSKEY, request, response);
            }
        } catch (PasskeyCeremonies.Refused e) {
            // Said below, as for a passkey of somebody else.
        }
        model.addAttribute("error", "passkey.error");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(account, model);
    }

    /** Who knows more from now on gets a new session id and CSRF token, as at sign-in. */
    private String proved(Factor factor, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        SsoSession.of(person).ifPresent(session -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    session.authentication(ShownFactors.of(person).andNow(factor)));
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
            sessions.proved(session);
        });
        csrfTokens.saveToken(null, request, response);
        return "redirect:" + StepUp.takeReturn(request.getSession()) + "?notice=confirmed";
    }

    private String show(Account account, Model model) {
        model.addAttribute("held", factors.of(account.id()));
        model.addAttribute("username", account.username());
        return "account-confirm";
    }
}
