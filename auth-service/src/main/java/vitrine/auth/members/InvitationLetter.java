package vitrine.auth.members;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;
import vitrine.auth.mail.LetterOrder;
import vitrine.auth.studios.Studio;

/** Brings an invitation to the address it is for. */
@Component
class InvitationLetter implements LetterContent {

    static final String KIND = "studio-invitation";

    private final Invitations invitations;
    private final Accounts accounts;
    private final PublicHosts hosts;

    InvitationLetter(Invitations invitations, Accounts accounts, PublicHosts hosts) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.hosts = hosts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Withdrawn in the meantime, or written by somebody who is gone: then there is nothing to say. */
    @Override
    public Optional<Filled> fill(LetterOrder order) {
        UUID subject = order.subjectId();
        return subject == null ? Optional.empty() : invitations.find(subject).flatMap(this::fill);
    }

    private Optional<Filled> fill(Invitation invitation) {
        return accounts.findById(invitation.invitedBy())
                .filter(Account::isActive)
                .flatMap(host -> {
                    Studio studio = host.studio();
                    if (studio == null || !studio.id().equals(invitation.studioId())) {
                        return Optional.empty();
                    }
                    String name = accounts.findByEmail(invitation.email())
                            .map(Account::username)
                            .orElse(invitation.email());
                    return Optional.of(new Filled(
                            KIND,
                            invitation.email(),
                            name,
                            hosts.auth() + "/invitation?token="
                                    + invitations.link(invitation.id()).value(),
                            "",
                            List.of(studio.name(), host.username())));
                });
    }
}
