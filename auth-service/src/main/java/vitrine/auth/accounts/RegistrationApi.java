package vitrine.auth.accounts;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registering and forgotten passwords, for programs. */
@RestController
class RegistrationApi {

    private final AccountRegistration registration;
    private final PasswordReset passwordReset;

    RegistrationApi(AccountRegistration registration, PasswordReset passwordReset) {
        this.registration = registration;
        this.passwordReset = passwordReset;
    }

    @PostMapping(path = "/api/auth/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@RequestBody AccountRegistration.Wish wish, Locale locale) {
        Registration registered = registration.register(wish, locale);
        return new Registered(registered.id(), registered.username(), registered.email(), "pending");
    }

    @PostMapping(path = "/api/auth/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@RequestBody Confirmation confirmation) {
        registration.confirm(confirmation.email(), confirmation.code());
    }

    @PostMapping(path = "/api/auth/resend", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void resend(@RequestBody Address address, Locale locale) {
        registration.resend(address.email(), locale);
    }

    @PostMapping(path = "/api/forgot-password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgotPassword(@RequestBody Address address, Locale locale) {
        passwordReset.request(address.email(), locale);
    }

    @PostMapping(path = "/api/reset-password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(@RequestBody NewPassword wanted, Locale locale) {
        passwordReset.reset(wanted.token(), wanted.password(), wanted.confirmPassword(), locale);
    }

    record Registered(UUID id, String username, String email, String status) {}

    record Confirmation(@Nullable String email, @Nullable String code) {}

    record Address(@Nullable String email) {}

    record NewPassword(
            @Nullable String token,
            @Nullable String password,
            @Nullable String confirmPassword) {

        @Override
        public String toString() {
            return "NewPassword[...]";
        }
    }
}
