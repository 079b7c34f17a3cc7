package vitrine.auth.factors;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.problems.Refusal;

/** What an account has besides its password, and whether a code that somebody types belongs to it. */
@Component
public class SecondFactors {

    private static final Pattern TOTP_CODE = Pattern.compile("[0-9]{" + Totp.DIGITS + "}");
    private static final int LONGEST_TYPED = 40;

    private final TotpFactors totp;
    private final PasskeyStore passkeys;
    private final RecoveryCodes recoveryCodes;
    private final Tries tries;
    private final AuditLog audit;

    SecondFactors(TotpFactors totp, PasskeyStore passkeys, RecoveryCodes recoveryCodes, Tries tries, AuditLog audit) {
        this.totp = totp;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.tries = tries;
        this.audit = audit;
    }

    public Held of(UUID accountId) {
        return new Held(totp.isSetUp(accountId), passkeys.count(accountId), recoveryCodes.left(accountId));
    }

    /**
     * Uses a code up: of the app, or a recovery code.
     *
     * @throws WrongCode when it is neither, or was used before
     * @throws Tries.TooMany after too many wrong ones
     */
    public void redeem(UUID accountId, String typed) {
        tries.count(accountId, Tries.Secret.CODE);
        String code = typed.length() > LONGEST_TYPED ? "" : typed.replaceAll("\\s", "");
        if (TOTP_CODE.matcher(code).matches()) {
            if (!totp.redeem(accountId, code)) {
                throw wrong(accountId, "code");
            }
        } else if (recoveryCodes.redeem(accountId, code)) {
            audit.record("recovery-code.used", accountId, accountId, Map.of("left", recoveryCodes.left(accountId)));
        } else {
            throw wrong(accountId, "recovery-code");
        }
        tries.forget(accountId, Tries.Secret.CODE);
    }

    private WrongCode wrong(UUID accountId, String kind) {
        audit.record("sign-in.second-factor-failed", null, accountId, Map.of("factor", kind));
        return new WrongCode();
    }

    public record Held(boolean totp, int passkeys, int recoveryCodes) {

        public boolean any() {
            return totp || passkeys > 0;
        }
    }

    public static class WrongCode extends Refusal {
        WrongCode() {
            super(
                    HttpStatus.UNAUTHORIZED,
                    "second-factor-wrong",
                    "The code is wrong or has been used. Wait for the next one.");
        }
    }
}
