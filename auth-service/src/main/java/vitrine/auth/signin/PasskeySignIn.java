package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.factors.PasskeyCeremonies;
import vitrine.auth.factors.PasskeyCeremonies.Purpose;
import vitrine.auth.sessions.Factor;
import vitrine.auth.sessions.ShownFactors;

/** Signing in with a passkey alone: no name is typed, the authenticator knows whose it is and has verified the person. */
@Controller
class PasskeySignIn {

    private final PasskeyCeremonies ceremonies;
    private final Accounts accounts;
    private final BrowserSignIn browser;

    PasskeySignIn(PasskeyCeremonies ceremonies, Accounts accounts, BrowserSignIn browser) {
        this.ceremonies = ceremonies;
        this.accounts = accounts;
        this.browser = browser;
    }

    @PostMapping("/sign-in/passkey/options")
    ResponseEntity<String> options(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(ceremonies.options(Purpose.SIGN_IN, null, request.getSession()));
    }

    @PostMapping("/sign-in/passkey")
    String signIn(
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            return accounts.findById(ceremonies.owner(Purpose.SIGN_IN, credential, request.getSession()))
                    .filter(Account::isActive)
                    .map(account -> browser.complete(account, ShownFactors.now(Factor.PASSKEY), request, response))
                    .orElse("redirect:/sign-in?notice=passkey");
        } catch (PasskeyCeremonies.Refused e) {
            return "redirect:/sign-in?notice=passkey";
        }
    }
}
