package vitrine.auth.accounts;

import java.time.Duration;
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

    /** The password that was asked for to be sure is not the account's. */
    public static class WrongPassword extends Refusal {
        WrongPassword() {
            super(HttpStatus.FORBIDDEN, "wrong-password", "This is not the password of the account.");
        }
    }

    public static class Locked extends Refusal {

        private final long minutes;

        public Locked(Duration pause) {
            super(HttpStatus.FORBIDDEN, "locked", "Too many failed tries. Wait a little and try again.");
            this.minutes = pause.toMinutes() + 1;
            retryAfter(pause.toSeconds() + 1);
        }

        public long minutes() {
            return minutes;
        }
    }

    public static class AccountMissing extends Refusal {
        public AccountMissing() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such account.");
        }
    }

    public static class LastAdmin extends Refusal {
        LastAdmin() {
            super(HttpStatus.CONFLICT, "last-admin", "This is the last active admin. Make somebody else admin first.");
        }
    }

    /** A studio with members and nobody who decides about it. */
    static class LastOwner extends Refusal {
        LastOwner() {
            super(
                    HttpStatus.CONFLICT,
                    "last-owner",
                    "The studio has other members and no other owner. Make one of them owner first.");
        }
    }
}
