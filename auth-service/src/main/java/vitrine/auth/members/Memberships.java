package vitrine.auth.members;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.Names;
import vitrine.auth.accounts.StudioMembers;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.mail.Letters;
import vitrine.auth.members.Refusals.AlreadyMember;
import vitrine.auth.members.Refusals.InvitationInvalid;
import vitrine.auth.members.Refusals.LastOwner;
import vitrine.auth.members.Refusals.NoStudio;
import vitrine.auth.members.Refusals.NoSuchInvitation;
import vitrine.auth.members.Refusals.NoSuchMember;
import vitrine.auth.members.Refusals.NotYours;
import vitrine.auth.members.Refusals.OtherAddress;
import vitrine.auth.members.Refusals.StudioNotEmpty;
import vitrine.auth.members.Refusals.StudioShared;
import vitrine.auth.members.Refusals.TooManyInvitations;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

/**
 * A studio's members: an account is in one studio at a time. Everything is asked from the caller's own studio, so that others
 * cannot even be named.
 */
@Component
class Memberships {

    private static final int MOST_INVITATIONS_A_DAY = 50;

    private final Accounts accounts;
    private final StudioMembers members;
    private final Invitations invitations;
    private final StudioWork work;
    private final Letters letters;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    Memberships(
            Accounts accounts,
            StudioMembers members,
            Invitations invitations,
            StudioWork work,
            Letters letters,
            AuditLog audit,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.accounts = accounts;
        this.members = members;
        this.invitations = invitations;
        this.work = work;
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    OwnStudio view(UUID caller) {
        return inTransaction(status -> view(membership(caller)));
    }

    private OwnStudio view(Membership mine) {
        List<Account> all = members.of(mine.studio().id());
        return OwnStudio.of(
                mine.studio(),
                mine.role(),
                all,
                mine.role() == StudioRole.MEMBER
                        ? List.of()
                        : invitations.of(mine.studio().id()));
    }

    OwnStudio rename(UUID caller, String name) {
        if (!Names.isStudioName(name)) {
            throw new InvalidFields("name", "must be 1 to 120 printable characters");
        }
        return change(caller, mine -> {
            mine.require(StudioRole.OWNER);
            String before = mine.studio().name();
            if (!before.equals(name)) {
                members.rename(mine.studio(), name);
                record(mine, "studio.renamed", mine.studio().id(), Map.of("before", before, "after", name));
            }
            return view(mine);
        });
    }

    Invitation invite(UUID caller, String email, StudioRole role) {
        if (!Names.isEmail(email)) {
            throw new InvalidFields("email", "must be an email address");
        }
        return change(caller, mine -> {
            mine.requirePowerOver(role);
            if (members.of(mine.studio().id()).stream()
                    .anyMatch(member -> member.email().equalsIgnoreCase(email))) {
                throw new AlreadyMember();
            }
            if (invitedToday(caller) >= MOST_INVITATIONS_A_DAY) {
                throw new TooManyInvitations();
            }
            Invitation invitation = invitations.add(mine.studio().id(), email, role, caller);
            String language = accounts.findByEmail(email)
                    .map(Account::language)
                    .orElse(mine.account().language());
            letters.order(InvitationLetter.KIND, email, invitation.id(), language);
            record(mine, "studio.invited", mine.studio().id(), Map.of("email", email, "role", role.title()));
            return invitation;
        });
    }

    void withdraw(UUID caller, UUID id) {
        change(caller, mine -> {
            mine.requireNot(StudioRole.MEMBER);
            Invitation invitation = invitations
                    .find(id)
                    .filter(found -> found.studioId().equals(mine.studio().id()))
                    .orElseThrow(NoSuchInvitation::new);
            mine.requirePowerOver(invitation.role());
            invitations.remove(mine.studio().id(), id);
            record(
                    mine,
                    "studio.invitation-withdrawn",
                    mine.studio().id(),
                    Map.of(
                            "email",
                            invitation.email(),
                            "role",
                            invitation.role().title()));
            return id;
        });
    }

    OwnStudio assign(UUID caller, UUID member, StudioRole role) {
        return change(caller, mine -> {
            mine.requireNot(StudioRole.MEMBER);
            Account account = member(mine, member);
            mine.require(StudioRole.OWNER);
            StudioRole before = account.studioRole();
            if (before != null && before != role) {
                keepAnOwner(mine.studio().id(), account, role);
                members.assign(account, role);
                invitations.removeBy(mine.studio().id(), member);
                record(mine, "studio.role-changed", member, Map.of("before", before.title(), "after", role.title()));
            }
            return view(membership(caller));
        });
    }

    /** Oneself, or somebody one has power over. */
    void remove(UUID caller, UUID member) {
        change(caller, mine -> {
            boolean leaving = member.equals(caller);
            if (!leaving) {
                mine.requireNot(StudioRole.MEMBER);
            }
            Account account = member(mine, member);
            if (!leaving) {
                mine.requirePowerOver(roleOf(account));
            }
            keepAnOwner(mine.studio().id(), account, null);
            String before = roleOf(account).title();
            members.leave(account);
            invitations.removeBy(mine.studio().id(), member);
            record(mine, leaving ? "studio.left" : "studio.member-removed", member, Map.of("before", before));
            return member;
        });
    }

    /** What an open invitation offers; looking uses nothing up. */
    Optional<Offer> offer(String token) {
        return invitations
                .findOpen(token)
                .flatMap(invitation -> accounts.findById(invitation.invitedBy())
                        .filter(host -> host.isActive() && isIn(host, invitation.studioId()))
                        .map(host -> new Offer(
                                invitation, host.username(), studioOf(host).name())));
    }

    /**
     * Moves the account that has the invited address. One that runs a studio alone comes along only if nothing is left behind
     * there; one that shares a studio with others has to leave it first.
     */
    OwnStudio accept(UUID caller, String token) {
        Invitation open = offer(token).map(Offer::invitation).orElseThrow(InvitationInvalid::new);
        Account guest = accounts.findById(caller).orElseThrow(NoSuchMember::new);
        // Asked before the transaction: no connection waits for another service.
        requireFree(guest, open);
        return inTransaction(status -> {
            Account account = accounts.findById(caller).orElseThrow(NoSuchMember::new);
            Studio own = account.studio();
            if (own != null) {
                members.lock(own.id());
                requireAlone(own);
            }
            members.lock(open.studioId());
            Invitation invitation = invitations.take(token).orElseThrow(InvitationInvalid::new);
            members.join(account, invitation.studioId(), invitation.role());
            Membership mine = membership(caller);
            record(
                    mine,
                    "studio.joined",
                    mine.studio().id(),
                    Map.of(
                            "role",
                            invitation.role().title(),
                            "invited_by",
                            invitation.invitedBy().toString()));
            return view(mine);
        });
    }

    private void requireFree(Account guest, Invitation invitation) {
        if (!guest.email().equalsIgnoreCase(invitation.email())) {
            throw new OtherAddress();
        }
        Studio own = guest.studio();
        if (own == null) {
            return;
        }
        if (own.id().equals(invitation.studioId())) {
            throw new AlreadyMember();
        }
        requireAlone(own);
        if (!work.isEmpty(guest)) {
            throw new StudioNotEmpty();
        }
    }

    private void requireAlone(Studio own) {
        if (accounts.membersOf(own.id()).size() > 1) {
            throw new StudioShared();
        }
    }

    private Account member(Membership mine, UUID id) {
        return accounts.findById(id)
                .filter(account -> isIn(account, mine.studio().id()))
                .orElseThrow(NoSuchMember::new);
    }

    private void keepAnOwner(UUID studio, Account changing, @Nullable StudioRole becomes) {
        boolean otherOwner = members.of(studio).stream()
                .anyMatch(member -> !member.id().equals(changing.id())
                        && member.isActive()
                        && member.studioRole() == StudioRole.OWNER);
        if (changing.studioRole() == StudioRole.OWNER && becomes != StudioRole.OWNER && !otherOwner) {
            throw new LastOwner();
        }
    }

    private long invitedToday(UUID caller) {
        return jdbc.sql("select count(*) from audit_event where actor_id = ? and action = 'studio.invited'"
                        + " and occurred_at > now() - interval '1 day'")
                .param(caller)
                .query(Long.class)
                .single();
    }

    private void record(Membership mine, String action, UUID subject, Map<String, String> details) {
        Map<String, String> all = new TreeMap<>(details);
        all.put("studio", mine.studio().name());
        all.put("studio_id", mine.studio().id().toString());
        audit.record(action, mine.account().id(), subject, all);
    }

    /** Under the lock of the caller's studio, with the caller as they are once it is held. */
    private <T> T change(UUID caller, Function<Membership, T> change) {
        return inTransaction(status -> {
            // Read plainly: an account loaded before the lock would be an old one after it.
            UUID studio = jdbc.sql("select studio_id from account where id = ? and studio_id is not null")
                    .param(caller)
                    .query(UUID.class)
                    .optional()
                    .orElseThrow(NoStudio::new);
            members.lock(studio);
            Membership mine = membership(caller);
            if (!mine.studio().id().equals(studio)) {
                throw new NoStudio();
            }
            return change.apply(mine);
        });
    }

    private <T> T inTransaction(Function<Object, T> work) {
        T result = transaction.execute(work::apply);
        if (result == null) {
            throw new IllegalStateException("No result");
        }
        return result;
    }

    private Membership membership(UUID caller) {
        Account account = accounts.findById(caller).orElseThrow(NoStudio::new);
        if (account.studio() == null) {
            throw new NoStudio();
        }
        return new Membership(account, studioOf(account), roleOf(account));
    }

    private static boolean isIn(Account account, UUID studio) {
        Studio own = account.studio();
        return own != null && own.id().equals(studio);
    }

    private static Studio studioOf(Account account) {
        return Optional.ofNullable(account.studio()).orElseThrow(NoStudio::new);
    }

    private static StudioRole roleOf(Account account) {
        return Optional.ofNullable(account.studioRole()).orElse(StudioRole.MEMBER);
    }

    record Offer(Invitation invitation, String host, String studio) {}

    private record Membership(Account account, Studio studio, StudioRole role) {

        void require(StudioRole needed) {
            if (role != needed) {
                throw new NotYours();
            }
        }

        void requireNot(StudioRole unable) {
            if (role == unable) {
                throw new NotYours();
            }
        }

        void requirePowerOver(StudioRole other) {
            if (!role.decidesOver(other)) {
                throw new NotYours();
            }
        }
    }
}
