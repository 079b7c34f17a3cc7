package vitrine.auth.factors;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;

/** Says what happened to an account's factors: to the log, and to the owner by mail, in case it was somebody else. */
@Component
class FactorNews {

    private final AuditLog audit;
    private final Accounts accounts;
    private final Letters letters;

    FactorNews(AuditLog audit, Accounts accounts, Letters letters) {
        this.audit = audit;
        this.accounts = accounts;
        this.letters = letters;
    }

    void appAdded(UUID accountId) {
        audit.record("factor.added", accountId, accountId, Map.of("factor", "totp"));
        write(FactorLetters.APP_ADDED, accountId);
    }

    void appRemoved(UUID accountId) {
        audit.record("factor.removed", accountId, accountId, Map.of("factor", "totp"));
        write(FactorLetters.APP_REMOVED, accountId);
    }

    void passkeyAdded(UUID accountId, String label) {
        audit.record("factor.added", accountId, accountId, Map.of("factor", "passkey", "label", label));
        write(FactorLetters.PASSKEY_ADDED, accountId);
    }

    void passkeyRemoved(UUID accountId, UUID passkeyId) {
        audit.record("factor.removed", accountId, accountId, Map.of("factor", "passkey", "passkey", passkeyId));
        write(FactorLetters.PASSKEY_REMOVED, accountId);
    }

    void codesRenewed(UUID accountId) {
        audit.record("recovery-codes.renewed", accountId, accountId, Map.of());
    }

    private void write(String kind, UUID accountId) {
        accounts.findById(accountId)
                .ifPresent(account -> letters.order(kind, account.email(), account.id(), account.language()));
    }
}
