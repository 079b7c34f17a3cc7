package vitrine.auth.accounts;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import vitrine.auth.accounts.Refusals.TokenInvalid;

/** Where the notice about a new address leads the reader of the one before. */
@Controller
class EmailUndoPages {

    private final EmailUndo undo;

    EmailUndoPages(EmailUndo undo) {
        this.undo = undo;
    }

    @GetMapping("/restore-email")
    String ask(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
        return undo.find(token)
                .map(found -> {
                    model.addAttribute("token", token);
                    model.addAttribute("query", "token=" + UriUtils.encode(token, StandardCharsets.UTF_8) + "&");
                    model.addAttribute("email", found.email());
                    model.addAttribute("username", found.username());
                    return "restore-email";
                })
                .orElseGet(() -> over(response));
    }

    /** A new password is chosen next. */
    @PostMapping("/restore-email")
    String restore(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        try {
            return "redirect:/reset-password?notice=restored&token="
                    + UriUtils.encode(undo.restore(token).value(), StandardCharsets.UTF_8);
        } catch (TokenInvalid e) {
            return over(response);
        }
    }

    private static String over(HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "restore-email";
    }
}
