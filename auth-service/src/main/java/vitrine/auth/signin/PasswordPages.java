package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import vitrine.auth.accounts.PasswordReset;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.problems.InvalidFields;

/** A forgotten password, for people. */
@Controller
class PasswordPages {

    private final PasswordReset resets;

    PasswordPages(PasswordReset resets) {
        this.resets = resets;
    }

    @GetMapping("/forgot-password")
    String forgot() {
        return "forgot-password";
    }

    @PostMapping("/forgot-password")
    String forgot(
            @RequestParam(defaultValue = "") String email, Locale locale, HttpServletResponse response, Model model) {
        try {
            resets.request(email, locale);
            model.addAttribute("sentTo", email);
        } catch (InvalidFields e) {
            e.errors().forEach(error -> model.addAttribute("flaw_" + error.field(), error.message()));
            model.addAttribute("email", email.length() > 254 ? "" : email);
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        return "forgot-password";
    }

    @GetMapping("/reset-password")
    String choose(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String notice,
            Model model) {
        model.addAttribute("restored", notice.equals("restored"));
        model.addAttribute("token", token);
        model.addAttribute("query", "token=" + UriUtils.encode(token, StandardCharsets.UTF_8) + "&");
        model.addAttribute("usable", resets.isUsable(token));
        return "reset-password";
    }

    @PostMapping("/reset-password")
    String choose(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "confirm_password", defaultValue = "") String confirmPassword,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            resets.reset(token, password, confirmPassword, locale);
            return "redirect:/sign-in?notice=password";
        } catch (InvalidFields e) {
            e.errors().forEach(error -> model.addAttribute("flaw_" + error.field(), error.message()));
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("usable", true);
        } catch (TokenInvalid e) {
            response.setStatus(e.getStatusCode().value());
            model.addAttribute("usable", false);
        }
        model.addAttribute("token", token);
        model.addAttribute("query", "token=" + UriUtils.encode(token, StandardCharsets.UTF_8) + "&");
        return "reset-password";
    }
}
