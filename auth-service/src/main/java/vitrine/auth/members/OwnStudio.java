package vitrine.auth.members;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vitrine.auth.accounts.Account;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

/**
 * A studio as one of its members sees it.
 *
 * @param role the reader's own
 * @param invitations none for those who may not invite
 */
record OwnStudio(UUID id, String name, String role, List<Member> members, List<Invited> invitations) {

    static OwnStudio of(Studio studio, StudioRole role, List<Account> members, List<Invitation> invitations) {
        Map<UUID, String> names = members.stream().collect(Collectors.toMap(Account::id, Account::username));
        Function<UUID, @Nullable String> nameOf = names::get;
        return new OwnStudio(
                studio.id(),
                studio.name(),
                role.title(),
                members.stream().map(Member::of).toList(),
                invitations.stream()
                        .map(each -> Invited.of(each, nameOf.apply(each.invitedBy())))
                        .toList());
    }

    record Member(
            UUID accountId,
            String username,
            String email,
            String role,
            boolean active,
            @Nullable Instant joinedAt) {

        static Member of(Account account) {
            StudioRole role = account.studioRole();
            return new Member(
                    account.id(),
                    account.username(),
                    account.email(),
                    (role == null ? StudioRole.MEMBER : role).title(),
                    account.isActive(),
                    account.studioJoinedAt());
        }
    }

    record Invited(
            UUID id, String email, String role, @Nullable String invitedBy, Instant createdAt, Instant expiresAt) {

        static Invited of(Invitation invitation, @Nullable String invitedBy) {
            return new Invited(
                    invitation.id(),
                    invitation.email(),
                    invitation.role().title(),
                    invitedBy,
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }
}
