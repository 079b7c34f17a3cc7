package vitrine.auth.factors;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.accounts.Accounts;

/** Adding and removing an account's factors. Recovery codes come with the first one and go with the last. */
@Component
class FactorSetUp {

    private final TotpFactors totp;
    private final PasskeyStore passkeys;
    private final PasskeyCeremonies ceremonies;
    private final RecoveryCodes recoveryCodes;
    private final FactorNews news;
    private final Accounts accounts;
    private final MissingFactors missing;

    FactorSetUp(
            TotpFactors totp,
            PasskeyStore passkeys,
            PasskeyCeremonies ceremonies,
            RecoveryCodes recoveryCodes,
            FactorNews news,
            Accounts accounts,
            MissingFactors missing) {
        this.totp = totp;
        this.passkeys = passkeys;
        this.ceremonies = ceremonies;
        this.recoveryCodes = recoveryCodes;
        this.news = news;
        this.accounts = accounts;
        this.missing = missing;
    }

    /** @return recovery codes to show now, empty when the account has some; nothing happened unless true comes first */
    @Transactional
    Outcome confirmApp(UUID accountId, String code) {
        if (!totp.confirm(accountId, code)) {
            return new Outcome(false, List.of());
        }
        news.appAdded(accountId);
        return new Outcome(true, codesForFirst(accountId));
    }

    @Transactional
    boolean removeApp(UUID accountId) {
        boolean removed = totp.remove(accountId);
        if (removed) {
            news.appRemoved(accountId);
            forgetCodesAfterLast(accountId);
        }
        return removed;
    }

    /** @throws PasskeyCeremonies.Refused when the answer of the authenticator is not accepted */
    @Transactional
    List<String> addPasskey(UUID accountId, String label, String credential, HttpSession session) {
        ceremonies.register(accountId, label, credential, session);
        news.passkeyAdded(accountId, label);
        return codesForFirst(accountId);
    }

    @Transactional
    boolean removePasskey(UUID accountId, UUID passkeyId) {
        boolean removed = passkeys.remove(accountId, passkeyId);
        if (removed) {
            news.passkeyRemoved(accountId, passkeyId);
            forgetCodesAfterLast(accountId);
        }
        return removed;
    }

    @Transactional
    List<String> renewCodes(UUID accountId) {
        List<String> codes = recoveryCodes.renew(accountId);
        news.codesRenewed(accountId);
        return codes;
    }

    private List<String> codesForFirst(UUID accountId) {
        return recoveryCodes.left(accountId) == 0 ? recoveryCodes.renew(accountId) : List.of();
    }

    private void forgetCodesAfterLast(UUID accountId) {
        if (!totp.isSetUp(accountId) && passkeys.count(accountId) == 0) {
            recoveryCodes.forget(accountId);
            accounts.findById(accountId).ifPresent(missing::lastOneGone);
        }
    }

    record Outcome(boolean done, List<String> recoveryCodes) {}
}
