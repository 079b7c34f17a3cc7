package vitrine.auth.accounts;

import org.springframework.http.HttpStatus;
import vitrine.auth.problems.Refusal;

/** The facts of this package that end a request. */
public final class Refusals {

    private Refusals() {}

    public static class UsernameTaken extends Refusal {
        UsernameTaken() {
            super(HttpStatus.CONFLICT, "username-taken", "This username is taken. Choose another one.");
        }
    }

    static class EmailTaken extends Refusal {
        EmailTaken() {
            super(HttpStatus.CONFLICT, "email-taken", "This address has an account already.");
        }
    }

    public static class RegistrationClosed extends Refusal {
        RegistrationClosed() {
            super(HttpStatus.FORBIDDEN, "registration-closed", "New accounts cannot be registered here.");
        }
    }

    public static class CodeInvalid extends Refusal {
        CodeInvalid() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "code-invalid",
                    "The code is wrong or has expired. Ask for a new one if it does not work.");
        }
    }

    public static class TokenInvalid extends Refusal {
        TokenInvalid() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "token-invalid",
                    "The link has been used or has expired. Ask for a new one.");
        }
    }

    static class AccountMissing extends Refusal {
        AccountMissing() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such account.");
        }
    }

    static class LastAdmin extends Refusal {
        LastAdmin() {
            super(HttpStatus.CONFLICT, "last-admin", "This is the last active admin. Make somebody else admin first.");
        }
    }
}
