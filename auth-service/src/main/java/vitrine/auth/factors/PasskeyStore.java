package vitrine.auth.factors;

import com.fasterxml.uuid.Generators;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** The passkeys of all accounts. The user handle that authenticators keep is the account's id. */
@Component
class PasskeyStore implements UserCredentialRepository {

    private final JdbcClient jdbc;

    PasskeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Bytes handle(UUID accountId) {
        return new Bytes(ByteBuffer.allocate(16)
                .putLong(accountId.getMostSignificantBits())
                .putLong(accountId.getLeastSignificantBits())
                .array());
    }

    /** @throws IllegalArgumentException when no account ever had this handle */
    static UUID accountId(Bytes handle) {
        byte[] bytes = handle.getBytes();
        if (bytes.length != 16) {
            throw new IllegalArgumentException("No handle of ours");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /**
     * Adds a passkey, or notes that a known one was used. It never passes to another account. Spring Security compares the counter with
     * the one of the registration only; here it is compared with the last use, where an authenticator counts at all.
     *
     * @throws IllegalArgumentException when it may not be believed
     */
    @Override
    public void save(CredentialRecord passkey) {
        UUID account = accountId(passkey.getUserEntityUserId());
        int rows = jdbc.sql("""
                insert into passkey as p (id, account_id, credential_id, label, public_key, signature_count, uv_initialized,
                    backup_eligible, backup_state, transports, attestation_object, client_data, created_at)
                values (:id, :account, :credential, :label, :key, :count, :verified, :eligible, :backup, :transports,
                    :attestation, :client, :created)
                on conflict (credential_id) do update set
                    signature_count = excluded.signature_count, uv_initialized = excluded.uv_initialized,
                    backup_state = excluded.backup_state, last_used_at = :used
                where p.account_id = excluded.account_id
                    and (excluded.signature_count > p.signature_count
                        or excluded.signature_count = 0 and p.signature_count = 0)""")
                .param("id", Generators.timeBasedEpochGenerator().generate())
                .param("account", account)
                .param("credential", passkey.getCredentialId().getBytes())
                .param("label", passkey.getLabel())
                .param("key", passkey.getPublicKey().getBytes())
                .param("count", passkey.getSignatureCount())
                .param("verified", passkey.isUvInitialized())
                .param("eligible", passkey.isBackupEligible())
                .param("backup", passkey.isBackupState())
                .param(
                        "transports",
                        passkey.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .sorted()
                                .collect(Collectors.joining(",")))
                .param("attestation", bytes(passkey.getAttestationObject()))
                .param("client", bytes(passkey.getAttestationClientDataJSON()))
                .param("created", Timestamp.from(passkey.getCreated()))
                .param("used", Timestamp.from(passkey.getLastUsed()))
                .update();
        if (rows == 0) {
            throw new IllegalArgumentException("It belongs to another account, or was copied: its counter went back");
        }
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return jdbc.sql("select * from passkey where credential_id = ?")
                .param(credentialId.getBytes())
                .query(PasskeyStore::credential)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return jdbc.sql("select * from passkey where account_id = ? order by id")
                .param(accountId(userId))
                .query(PasskeyStore::credential)
                .list();
    }

    @Override
    public void delete(Bytes credentialId) {
        jdbc.sql("delete from passkey where credential_id = ?")
                .param(credentialId.getBytes())
                .update();
    }

    List<Passkey> of(UUID accountId) {
        return jdbc.sql("select id, label, created_at, last_used_at from passkey where account_id = ? order by id")
                .param(accountId)
                .query((row, n) -> new Passkey(
                        row.getObject("id", UUID.class),
                        row.getString("label"),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row.getTimestamp("last_used_at"))))
                .list();
    }

    int count(UUID accountId) {
        return jdbc.sql("select count(*) from passkey where account_id = ?")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    boolean rename(UUID accountId, UUID id, String label) {
        return jdbc.sql("update passkey set label = ? where id = ? and account_id = ?")
                        .param(label)
                        .param(id)
                        .param(accountId)
                        .update()
                == 1;
    }

    boolean remove(UUID accountId, UUID id) {
        return jdbc.sql("delete from passkey where id = ? and account_id = ?")
                        .param(id)
                        .param(accountId)
                        .update()
                == 1;
    }

    private static CredentialRecord credential(ResultSet row, int number) throws SQLException {
        Instant created = row.getTimestamp("created_at").toInstant();
        Instant used = instant(row.getTimestamp("last_used_at"));
        String transports = row.getString("transports");
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .userEntityUserId(handle(row.getObject("account_id", UUID.class)))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("uv_initialized"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .transports(
                        transports.isEmpty()
                                ? Set.of()
                                : Arrays.stream(transports.split(","))
                                        .map(AuthenticatorTransport::valueOf)
                                        .collect(Collectors.toSet()))
                .attestationObject(new Bytes(row.getBytes("attestation_object")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .created(created)
                .lastUsed(used == null ? created : used)
                .label(row.getString("label"))
                .build();
    }

    private static byte[] bytes(@Nullable Bytes bytes) {
        if (bytes == null) {
            throw new IllegalArgumentException("Not attested");
        }
        return bytes.getBytes();
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** A passkey as its owner sees it. */
    record Passkey(
            UUID id,
            String label,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}
}
