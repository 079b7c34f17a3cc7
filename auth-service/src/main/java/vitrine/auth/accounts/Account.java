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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

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

    @Enumerated(EnumType.STRING)
    private @Nullable StudioRole studioRole;

    private @Nullable Instant studioJoinedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Role roleBeforeStudio;

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
        this.studioRole = studio == null ? null : StudioRole.OWNER;
        this.studioJoinedAt = studio == null ? null : createdAt;
        if (role.hasStudio() && studio == null) {
            throw new IllegalArgumentException("%s needs a studio".formatted(role));
        }
    }

    /** @param ownStudio given to somebody who now runs one and has none */
    void become(Role newRole, Studio ownStudio) {
        role = newRole;
        outdateTokens();
        if (newRole.hasStudio() && studio == null) {
            own(ownStudio);
        }
    }

    private void own(Studio ownStudio) {
        studio = ownStudio;
        studioRole = StudioRole.OWNER;
        studioJoinedAt = Instant.now();
    }

    /** Members work with photos: whoever could not before can as long as they are one. */
    void join(Studio newStudio, StudioRole newStudioRole) {
        roleBeforeStudio = role;
        if (!role.hasStudio()) {
            role = Role.PHOTOGRAPHER;
        }
        studio = newStudio;
        studioRole = newStudioRole;
        studioJoinedAt = Instant.now();
        outdateTokens();
    }

    void assign(StudioRole newStudioRole) {
        studioRole = newStudioRole;
        outdateTokens();
    }

    /** What somebody was before they came they are again; a photographer begins anew with {@code ownStudio}. */
    void leaveStudio(Studio ownStudio) {
        if (role == Role.PHOTOGRAPHER && roleBeforeStudio != null) {
            role = roleBeforeStudio;
        }
        roleBeforeStudio = null;
        studio = null;
        studioRole = null;
        studioJoinedAt = null;
        if (role.hasStudio()) {
            own(ownStudio);
        }
        outdateTokens();
    }

    /** Tokens name the studio and the roles of their time; browsers get new ones without asking for a password. */
    private void outdateTokens() {
        sessionsValidFrom = Instant.now();
    }

    void rename(String newUsername) {
        username = newUsername;
    }

    void speak(String newLanguage) {
        language = newLanguage;
    }

    /** The address was shown to be theirs. */
    void moveTo(String newEmail) {
        email = newEmail;
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

    /** @param ahead tokens of the time to come are not believed for so long either */
    void withdrawTokens(Duration ahead) {
        sessionsValidFrom = Instant.now().plus(ahead);
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

    public @Nullable StudioRole studioRole() {
        return studioRole;
    }

    public @Nullable Instant studioJoinedAt() {
        return studioJoinedAt;
    }

    public String language() {
        return language;
    }

    /** Tokens issued before are no longer believed. */
    Instant tokensValidFrom() {
        return sessionsValidFrom;
    }

    Instant createdAt() {
        return createdAt;
    }
}
