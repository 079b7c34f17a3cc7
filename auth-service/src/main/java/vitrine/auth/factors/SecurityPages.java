package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vitrine.auth.accounts.Account;

/** What protects one's own account: the overview, the authenticator app and the recovery codes. */
@Controller
class SecurityPages {

    private static final List<String> NOTICES = List.of(
            "confirmed", "app-removed", "passkey-added", "passkey-renamed", "passkey-removed", "required", "app-late");

    private final CurrentPerson person;
    private final SecondFactors factors;
    private final TotpFactors totp;
    private final PasskeyStore passkeys;
    private final FactorSetUp setUp;
    private final RequestCache savedRequests;

    SecurityPages(
            CurrentPerson person,
            SecondFactors factors,
            TotpFactors totp,
            PasskeyStore passkeys,
            FactorSetUp setUp,
            RequestCache savedRequests) {
        this.person = person;
        this.factors = factors;
        this.totp = totp;
        this.passkeys = passkeys;
        this.setUp = setUp;
        this.savedRequests = savedRequests;
    }

    @GetMapping("/account/security")
    String overview(
            @RequestParam(defaultValue = "") String notice,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Account account = person.account();
        model.addAttribute("held", factors.of(account.id()));
        model.addAttribute("passkeys", passkeys.of(account.id()));
        model.addAttribute("continueTo", savedRequests.getRequest(request, response) != null);
        model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
        return "account-security";
    }

    @PostMapping("/account/security/totp")
    String beginApp() {
        return totp.begin(person.account().id()) ? "redirect:/account/security/totp" : "redirect:/account/security";
    }

    @GetMapping("/account/security/totp")
    String app(Model model) {
        return showApp(person.account(), false, model);
    }

    @GetMapping("/account/security/totp/qr.svg")
    ResponseEntity<byte[]> qrCode() {
        Account account = person.account();
        return totp.waiting(account.id())
                .map(waiting -> ResponseEntity.ok()
                        .contentType(MediaType.valueOf("image/svg+xml"))
                        .cacheControl(CacheControl.noStore())
                        .body(QrCode.svg(waiting.uri(account.username())).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @PostMapping("/account/security/totp/confirm")
    String confirmApp(@RequestParam(defaultValue = "") String code, HttpServletResponse response, Model model) {
        Account account = person.account();
        FactorSetUp.Outcome outcome = setUp.confirmApp(account.id(), code.replaceAll("\\s", ""));
        if (outcome.done()) {
            return showCodes(outcome.recoveryCodes(), "security.app.added", model);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return showApp(account, true, model);
    }

    @PostMapping("/account/security/totp/remove")
    String removeApp() {
        setUp.removeApp(person.account().id());
        return "redirect:/account/security?notice=app-removed";
    }

    @PostMapping("/account/security/recovery-codes")
    String renewCodes(Model model) {
        Account account = person.account();
        if (!factors.of(account.id()).any()) {
            return "redirect:/account/security";
        }
        return showCodes(setUp.renewCodes(account.id()), "security.codes.renewed", model);
    }

    private String showApp(Account account, boolean wrong, Model model) {
        return totp.waiting(account.id())
                .map(waiting -> {
                    model.addAttribute("secret", waiting.text());
                    model.addAttribute("uri", waiting.uri(account.username()));
                    model.addAttribute("wrong", wrong);
                    return "account-totp";
                })
                .orElse(
                        wrong && !totp.isSetUp(account.id())
                                ? "redirect:/account/security?notice=app-late"
                                : "redirect:/account/security");
    }

    /** Straight from the change, without a redirect: nowhere do the codes rest in the meantime. */
    static String showCodes(List<String> codes, String lead, Model model) {
        model.addAttribute("codes", codes);
        model.addAttribute("lead", lead);
        return "account-recovery-codes";
    }
}
