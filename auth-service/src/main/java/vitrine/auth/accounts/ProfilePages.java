package vitrine.auth.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;
import vitrine.auth.accounts.Refusals.AccountMissing;
import vitrine.auth.accounts.Refusals.CodeInvalid;
import vitrine.auth.accounts.Refusals.LastAdmin;
import vitrine.auth.accounts.Refusals.LastOwner;
import vitrine.auth.accounts.Refusals.Locked;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.accounts.Refusals.UsernameTaken;
import vitrine.auth.accounts.Refusals.WrongPassword;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.problems.Refusal;
import vitrine.auth.sessions.SsoSession;

/** One's own account, for people. */
@Controller
class ProfilePages {

    private static final Set<String> NOTICES =
            Set.of("confirmed", "saved", "code-sent", "email", "kept", "password", "password-tokens");

    private final Accounts accounts;
    private final ProfileChange profile;
    private final EmailChange email;
    private final PasswordChange password;
    private final AccountDeletion deletion;

    ProfilePages(
            Accounts accounts,
            ProfileChange profile,
            EmailChange email,
            PasswordChange password,
            AccountDeletion deletion) {
        this.accounts = accounts;
        this.profile = profile;
        this.email = email;
        this.password = password;
        this.deletion = deletion;
    }

    @GetMapping({"/account", "/account/"})
    String start() {
        return "redirect:/account/profile";
    }

    @GetMapping("/account/profile")
    String page(@RequestParam(defaultValue = "") String notice, Model model) {
        model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
        return show(model);
    }

    @PostMapping("/account/profile")
    String change(
            @RequestParam(required = false) @Nullable String username,
            @RequestParam(name = "studio_name", required = false) @Nullable String studioName,
            @RequestParam(required = false) @Nullable String language,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            Account changed =
                    profile.change(here(), new ProfileChange.ProfileEdit(username, studioName, language), locale);
            // The pages speak it from now on too.
            return "redirect:/account/profile?notice=saved"
                    + (language == null || language.equals(locale.getLanguage()) ? "" : "&lang=" + changed.language());
        } catch (InvalidFields | UsernameTaken e) {
            model.addAttribute("typedUsername", limited(username, 50));
            model.addAttribute("typedStudioName", limited(studioName, 120));
            return again("profile", e, response, model);
        }
    }

    @PostMapping("/account/profile/email")
    String changeEmail(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        try {
            this.email.request(here(), new EmailChange.EmailWish(email, password), locale);
            return "redirect:/account/profile?notice=code-sent#email-card";
        } catch (InvalidFields | WrongPassword | Locked e) {
            model.addAttribute("typedEmail", limited(email, 254));
            return again("email", e, response, model);
        }
    }

    @PostMapping("/account/profile/email/confirm")
    String confirmEmail(@RequestParam(defaultValue = "") String code, HttpServletResponse response, Model model) {
        try {
            email.confirm(here(), code);
            return "redirect:/account/profile?notice=email";
        } catch (CodeInvalid e) {
            return again("code", e, response, model);
        }
    }

    @PostMapping("/account/profile/email/keep")
    String keepEmail() {
        email.giveUp(here());
        return "redirect:/account/profile?notice=kept";
    }

    /** Where the link of the mail leads: fetching it changes nothing, mail scanners follow links too. */
    @GetMapping("/confirm-email")
    String link(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
        return email.findByLink(token)
                .map(pending -> {
                    model.addAttribute("token", token);
                    model.addAttribute("query", "token=" + UriUtils.encode(token, StandardCharsets.UTF_8) + "&");
                    model.addAttribute("email", pending.email());
                    model.addAttribute("username", pending.username());
                    model.addAttribute("state", "ask");
                    return "confirm-email";
                })
                .orElseGet(() -> over(response, model));
    }

    @PostMapping("/confirm-email")
    String confirmByLink(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
        try {
            email.confirmByLink(token);
            model.addAttribute("state", "done");
            return "confirm-email";
        } catch (TokenInvalid e) {
            return over(response, model);
        }
    }

    @PostMapping("/account/profile/password")
    String changePassword(
            @RequestParam(name = "current_password", defaultValue = "") String currentPassword,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "confirm_password", defaultValue = "") String confirmPassword,
            @RequestParam(name = "revoke_tokens", defaultValue = "false") boolean revokeTokens,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        SsoSession session = session();
        try {
            this.password.change(
                    session.accountId(),
                    session.sid(),
                    new PasswordChange.PasswordWish(currentPassword, password, confirmPassword, revokeTokens),
                    locale);
            return "redirect:/account/profile?notice=password" + (revokeTokens ? "-tokens" : "");
        } catch (InvalidFields | WrongPassword | Locked e) {
            model.addAttribute("revokeTokens", revokeTokens);
            return again("password", e, response, model);
        }
    }

    @GetMapping("/account/profile/delete")
    String askToDelete(@RequestParam(defaultValue = "") String notice, Model model) {
        model.addAttribute("notice", notice.equals("confirmed") ? notice : "");
        return showDeletion(model);
    }

    @PostMapping("/account/profile/delete")
    String delete(
            @RequestParam(defaultValue = "") String password,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            deletion.delete(here(), password, locale);
        } catch (InvalidFields | WrongPassword | Locked | LastAdmin | LastOwner e) {
            refuse("delete", e, response, model);
            return showDeletion(model);
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        return "redirect:/signed-out?notice=deleted";
    }

    private String again(String form, Refusal refusal, HttpServletResponse response, Model model) {
        refuse(form, refusal, response, model);
        return show(model);
    }

    /** What is wrong stands beside the field of the form it was sent with. */
    private static void refuse(String form, Refusal refusal, HttpServletResponse response, Model model) {
        response.setStatus(refusal.getStatusCode().value());
        Map<String, String> flaws = new HashMap<>();
        if (refusal instanceof InvalidFields fields) {
            fields.errors().forEach(error -> flaws.put(error.field(), error.message()));
        } else if (refusal instanceof Locked locked) {
            model.addAttribute("minutes", locked.minutes());
        }
        model.addAttribute("refusedForm", form);
        model.addAttribute("refusal", refusal.slug());
        model.addAttribute("flaws", flaws);
    }

    private String show(Model model) {
        Account account = accounts.findById(here()).orElseThrow(AccountMissing::new);
        model.addAttribute("account", account);
        model.addAttribute("renamesStudio", ProfileChange.mayRenameStudio(account));
        model.addAttribute("waitingEmail", email.waiting(account.id()).orElse(""));
        for (String untouched : Set.of("refusedForm", "refusal", "notice")) {
            if (!model.containsAttribute(untouched)) {
                model.addAttribute(untouched, "");
            }
        }
        if (!model.containsAttribute("flaws")) {
            model.addAttribute("flaws", Map.of());
        }
        return "account-profile";
    }

    private String showDeletion(Model model) {
        show(model);
        return "account-delete";
    }

    private static String over(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("state", "over");
        return "confirm-email";
    }

    private static String limited(@Nullable String typed, int most) {
        return typed == null || typed.length() > most ? "" : typed;
    }

    private static UUID here() {
        return session().accountId();
    }

    private static SsoSession session() {
        return SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                .orElseThrow(AccountMissing::new);
    }
}
