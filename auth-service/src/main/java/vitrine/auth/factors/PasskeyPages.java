package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Adding, naming and removing the passkeys of one's own account. */
@Controller
class PasskeyPages {

    static final String LIST = "/account/security/passkeys";
    static final String NEW = LIST + "/new";

    private static final int LONGEST_LABEL = 60;

    private final CurrentPerson person;
    private final PasskeyCeremonies ceremonies;
    private final PasskeyStore passkeys;
    private final FactorSetUp setUp;

    PasskeyPages(CurrentPerson person, PasskeyCeremonies ceremonies, PasskeyStore passkeys, FactorSetUp setUp) {
        this.person = person;
        this.ceremonies = ceremonies;
        this.passkeys = passkeys;
        this.setUp = setUp;
    }

    @GetMapping(NEW)
    String page() {
        return "account-passkey";
    }

    @PostMapping("/account/security/passkeys/options")
    ResponseEntity<String> options(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(ceremonies.registrationOptions(person.account().id(), request.getSession()));
    }

    @PostMapping(LIST)
    String add(
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<String> name = label(label);
        try {
            if (name.isPresent()) {
                UUID account = person.account().id();
                List<String> codes = setUp.addPasskey(account, name.get(), credential, request.getSession());
                return codes.isEmpty()
                        ? "redirect:/account/security?notice=passkey-added"
                        : SecurityPages.showCodes(codes, "security.passkey.added", model);
            }
            model.addAttribute("error", "security.passkey.error.label");
        } catch (PasskeyCeremonies.Refused e) {
            model.addAttribute("error", "security.passkey.error.refused");
            model.addAttribute("label", name.orElse(""));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "account-passkey";
    }

    @PostMapping("/account/security/passkeys/{id}/rename")
    String rename(@PathVariable UUID id, @RequestParam(defaultValue = "") String label) {
        Optional<String> name = label(label);
        if (name.isEmpty()) {
            return "redirect:/account/security";
        }
        found(passkeys.rename(person.account().id(), id, name.get()));
        return "redirect:/account/security?notice=passkey-renamed";
    }

    @PostMapping("/account/security/passkeys/{id}/remove")
    String remove(@PathVariable UUID id) {
        found(setUp.removePasskey(person.account().id(), id));
        return "redirect:/account/security?notice=passkey-removed";
    }

    private static void found(boolean found) {
        if (!found) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static Optional<String> label(String typed) {
        String label = typed.strip();
        boolean fine = !label.isEmpty()
                && label.length() <= LONGEST_LABEL
                && label.chars().noneMatch(Character::isISOControl);
        return fine ? Optional.of(label) : Optional.empty();
    }
}
