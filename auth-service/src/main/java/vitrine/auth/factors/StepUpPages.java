package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Passwords;

/** Shows once more who one is, before a change that {@link StepUp} guards. */
@Controller
class StepUpPages {

    private final CurrentPerson person;
    private final SecondFactors factors;
    private final PasskeyCeremonies ceremonies;
    private final Passwords passwords;
    private final Tries tries;
    private final CsrfTokenRepository csrfTokens;

    StepUpPages(
            CurrentPerson person,
            SecondFactors factors,
            PasskeyCeremonies ceremonies,
            Passwords passwords,
            Tries tries,
            CsrfTokenRepository csrfTokens) {
        this.person = person;
        this.factors = factors;
        this.ceremonies = ceremonies;
        this.passwords = passwords;
        this.tries = tries;
        this.csrfTokens = csrfTokens;
    }

    @GetMapping(StepUp.PAGE)
    String page(Model model) {
        return show(person.account(), model);
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
                return proved(request, response);
            }
            tries.count(account.id(), Tries.Secret.PASSWORD);
            if (passwords.matches(password, account.passwordHash())) {
                tries.forget(account.id(), Tries.Secret.PASSWORD);
                return proved(request, response);
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
                return proved(request, response);
            }
        } catch (PasskeyCeremonies.Refused e) {
            // Said below, as for a passkey of somebody else.
        }
        model.addAttribute("error", "passkey.error");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(account, model);
    }

    /** Who knows more from now on gets a new session id and CSRF token, as at sign-in. */
    private String proved(HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        csrfTokens.saveToken(null, request, response);
        StepUp.proved(request.getSession());
        return "redirect:" + StepUp.takeReturn(request.getSession()) + "?notice=confirmed";
    }

    private String show(Account account, Model model) {
        model.addAttribute("held", factors.of(account.id()));
        model.addAttribute("username", account.username());
        return "account-confirm";
    }
}
