package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vitrine.auth.accounts.Account;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.factors.PasskeyCeremonies;
import vitrine.auth.factors.PasskeyCeremonies.Purpose;
import vitrine.auth.factors.SecondFactors;
import vitrine.auth.factors.Tries;
import vitrine.auth.sessions.Factor;

/** The second step of signing in, for people: a code of the app, a recovery code or a passkey. */
@Controller
class SecondFactorPages {

    private static final String PAGE = "/sign-in/second-factor";

    private final SecondStep step;
    private final SecondFactors factors;
    private final PasskeyCeremonies ceremonies;
    private final BrowserSignIn browser;
    private final AuditLog audit;

    SecondFactorPages(
            SecondStep step,
            SecondFactors factors,
            PasskeyCeremonies ceremonies,
            BrowserSignIn browser,
            AuditLog audit) {
        this.step = step;
        this.factors = factors;
        this.ceremonies = ceremonies;
        this.browser = browser;
        this.audit = audit;
    }

    @GetMapping(PAGE)
    String page(HttpServletRequest request, Model model) {
        return step.waiting(request).map(account -> show(account, model)).orElse("redirect:/sign-in");
    }

    @PostMapping(PAGE)
    String code(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> waiting = step.waiting(request);
        if (waiting.isEmpty()) {
            return "redirect:/sign-in?notice=late";
        }
        try {
            factors.redeem(waiting.get().id(), code);
            return browser.complete(waiting.get(), step.with(Factor.CODE, request), request, response);
        } catch (SecondFactors.WrongCode e) {
            model.addAttribute("error", "secondfactor.error.code");
        } catch (Tries.TooMany e) {
            model.addAttribute("error", "signin.error.locked");
            model.addAttribute("minutes", e.minutes());
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(waiting.get(), model);
    }

    @PostMapping(PAGE + "/options")
    ResponseEntity<String> options(HttpServletRequest request) {
        Account account = step.waiting(request).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(ceremonies.options(Purpose.SECOND_STEP, account.id(), request.getSession()));
    }

    @PostMapping(PAGE + "/passkey")
    String passkey(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Account> waiting = step.waiting(request);
        if (waiting.isEmpty()) {
            return "redirect:/sign-in?notice=late";
        }
        Account account = waiting.get();
        try {
            UUID owner = ceremonies.owner(Purpose.SECOND_STEP, credential, request.getSession());
            if (owner.equals(account.id())) {
                return browser.complete(account, step.with(Factor.PASSKEY, request), request, response);
            }
        } catch (PasskeyCeremonies.Refused e) {
            // Said below, as for a passkey of somebody else.
        }
        audit.record("sign-in.second-factor-failed", null, account.id(), Map.of("factor", "passkey"));
        model.addAttribute("error", "passkey.error");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return show(account, model);
    }

    /** Somebody else wants to sign in, or the same person another way. */
    @PostMapping(PAGE + "/cancel")
    String cancel(HttpServletRequest request) {
        step.end(request.getSession());
        return "redirect:/sign-in";
    }

    private String show(Account account, Model model) {
        model.addAttribute("held", factors.of(account.id()));
        model.addAttribute("username", account.username());
        return "second-factor";
    }
}
