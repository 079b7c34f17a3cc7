package vitrine.auth.factors;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;

/** Accounts as authenticators see them: known by their id, shown by their present name, which may change. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {

    private final Accounts accounts;

    PasskeyOwners(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return find(PasskeyStore.accountId(id));
    }

    /** @param username the id: it is the name of whoever is signed in, see {@link vitrine.auth.sessions.SsoSession} */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return find(UUID.fromString(username));
    }

    private @Nullable PublicKeyCredentialUserEntity find(UUID id) {
        return accounts.findById(id)
                .filter(Account::isActive)
                .map(account -> ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(PasskeyStore.handle(account.id()))
                        .name(account.username())
                        .displayName(account.username())
                        .build())
                .orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity userEntity) {
        throw new UnsupportedOperationException("Accounts are not made by passkeys");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Accounts are not removed by passkeys");
    }
}
