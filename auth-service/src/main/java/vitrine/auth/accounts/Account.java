package vitrine.auth.accounts;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.auth.studios.Studio;

/** Somebody who has shown that the email address is theirs. */
@Entity
@Table(name = "account")
public class Account {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Column(nullable = false)
    private String username;

    @Column(nullable = false)
    private String email;

    @Column(nullable = false)
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Role role;

    @Column(nullable = false)
    private boolean active;

    @ManyToOne(
            fetch = FetchType.EAGER,
            cascade = {CascadeType.PERSIST, CascadeType.MERGE})
    @JoinColumn(name = "studio_id")
    private @Nullable Studio studio;

    @Column(nullable = false)
    private String language;

    @Column(nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant sessionsValidFrom;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(
            UUID id,
            String username,
            String email,
            String passwordHash,
            Role role,
            @Nullable Studio studio,
            String language) {
        this.id = id;
        this.username = username;
        this.email = email;
        this.passwordHash = passwordHash;
        this.role = role;
        this.active = true;
        this.studio = studio;
        this.language = language;
        this.createdAt = Instant.now();
        this.sessionsValidFrom = Instant.EPOCH;
        if (role.hasStudio() && studio == null) {
            throw new IllegalArgumentException("%s needs a studio".formatted(role));
        }
    }

    /** @param ownStudio given to somebody who now runs one and has none */
    void become(Role newRole, Studio ownStudio) {
        role = newRole;
        if (newRole.hasStudio() && studio == null) {
            studio = ownStudio;
        }
    }

    void deactivate() {
        active = false;
        endSessions();
    }

    void reactivate() {
        active = true;
    }

    void choosePassword(String hash) {
        passwordHash = hash;
        endSessions();
    }

    void signOutEverywhere() {
        endSessions();
    }

    private void endSessions() {
        sessionsValidFrom = Instant.now();
    }

    /** Whether a token issued then is still believed. */
    public boolean believes(@Nullable Instant issuedAt) {
        return active && issuedAt != null && !issuedAt.isBefore(sessionsValidFrom.truncatedTo(ChronoUnit.MILLIS));
    }

    public UUID id() {
        return id;
    }

    /** Grows with each change that is announced; known once the change is flushed. */
    long version() {
        return Objects.requireNonNull(version, "not saved yet") + 1;
    }

    public String username() {
        return username;
    }

    public String email() {
        return email;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Role role() {
        return role;
    }

    public List<String> roles() {
        return List.of(role.title());
    }

    public boolean isActive() {
        return active;
    }

    public @Nullable Studio studio() {
        return studio;
    }

    public String language() {
        return language;
    }

    Instant createdAt() {
        return createdAt;
    }
}
