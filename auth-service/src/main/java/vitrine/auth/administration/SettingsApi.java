package vitrine.auth.administration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.accounts.Role;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;

/** The platform's settings, for its admins. */
@RestController
class SettingsApi {

    private static final int MOST_TOKEN_DAYS = 3650;

    private final Settings settings;

    SettingsApi(Settings settings) {
        this.settings = settings;
    }

    @GetMapping("/api/admin/settings")
    PlatformSettings settings() {
        return PlatformSettings.of(settings.current());
    }

    @PutMapping("/api/admin/settings")
    PlatformSettings change(@RequestBody WantedSettings wanted, @AuthenticationPrincipal Jwt token) {
        return PlatformSettings.of(settings.change(wanted.checked(), UUID.fromString(token.getSubject())));
    }

    record PlatformSettings(boolean registrationOpen, List<String> secondFactorRequiredFor, int apiTokenMaxDays) {

        static PlatformSettings of(Settings.Values values) {
            return new PlatformSettings(
                    values.registrationOpen(),
                    values.secondFactorRequiredFor().stream()
                            .sorted()
                            .map(Role::title)
                            .toList(),
                    values.apiTokenMaxDays());
        }
    }

    record WantedSettings(
            @Nullable Boolean registrationOpen,
            @Nullable List<@Nullable String> secondFactorRequiredFor,
            @Nullable Integer apiTokenMaxDays) {

        Settings.Values checked() {
            List<FieldProblem> errors = new ArrayList<>();
            if (registrationOpen == null) {
                errors.add(new FieldProblem("registration_open", "must be true or false"));
            }
            Set<Role> roles = EnumSet.noneOf(Role.class);
            boolean known = secondFactorRequiredFor != null
                    && secondFactorRequiredFor.stream()
                            .allMatch(title -> role(title).map(roles::add).isPresent());
            if (!known) {
                errors.add(new FieldProblem(
                        "second_factor_required_for", "must be a list of admin, photographer, user, viewer"));
            }
            int days = apiTokenMaxDays == null ? 0 : apiTokenMaxDays;
            if (days < 1 || days > MOST_TOKEN_DAYS) {
                errors.add(new FieldProblem("api_token_max_days", "must be between 1 and " + MOST_TOKEN_DAYS));
            }
            if (!errors.isEmpty()) {
                throw new InvalidFields(errors);
            }
            return new Settings.Values(Boolean.TRUE.equals(registrationOpen), roles, days);
        }

        private static Optional<Role> role(@Nullable String title) {
            return Arrays.stream(Role.values())
                    .filter(role -> role.title().equals(title))
                    .findFirst();
        }
    }
}
