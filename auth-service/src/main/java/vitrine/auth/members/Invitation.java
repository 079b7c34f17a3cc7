package vitrine.auth.members;

import java.time.Instant;
import java.util.UUID;
import vitrine.auth.studios.StudioRole;

/** A studio asks the owner of an address to become a member. */
record Invitation(
        UUID id, UUID studioId, String email, StudioRole role, UUID invitedBy, Instant expiresAt, Instant createdAt) {}
