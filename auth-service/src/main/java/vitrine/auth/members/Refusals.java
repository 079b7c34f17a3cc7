package vitrine.auth.members;

import org.springframework.http.HttpStatus;
import vitrine.auth.problems.Refusal;

/** The facts of this package that end a request. */
final class Refusals {

    private Refusals() {}

    static class NoStudio extends Refusal {
        NoStudio() {
            super(HttpStatus.NOT_FOUND, "not-found", "This account belongs to no studio.");
        }
    }

    static class NoSuchMember extends Refusal {
        NoSuchMember() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such member in this studio.");
        }
    }

    static class NoSuchInvitation extends Refusal {
        NoSuchInvitation() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such invitation.");
        }
    }

    static class NotYours extends Refusal {
        NotYours() {
            super(HttpStatus.FORBIDDEN, "forbidden", "Your role in the studio does not allow this.");
        }
    }

    static class LastOwner extends Refusal {
        LastOwner() {
            super(
                    HttpStatus.CONFLICT,
                    "last-owner",
                    "A studio keeps at least one owner. Make another member owner first.");
        }
    }

    static class AlreadyMember extends Refusal {
        AlreadyMember() {
            super(HttpStatus.CONFLICT, "already-member", "This address belongs to a member of the studio.");
        }
    }

    static class InvitationInvalid extends Refusal {
        InvitationInvalid() {
            super(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "token-invalid",
                    "The invitation has been used, withdrawn or has expired. Ask for a new one.");
        }
    }

    static class OtherAddress extends Refusal {
        OtherAddress() {
            super(
                    HttpStatus.FORBIDDEN,
                    "invitation-for-other-address",
                    "The invitation was sent to another address than this account has.");
        }
    }

    static class StudioShared extends Refusal {
        StudioShared() {
            super(
                    HttpStatus.CONFLICT,
                    "studio-not-empty",
                    "This account belongs to a studio with other members. Leave it first.");
        }
    }

    static class StudioNotEmpty extends Refusal {
        StudioNotEmpty() {
            super(
                    HttpStatus.CONFLICT,
                    "studio-not-empty",
                    "This account has a studio with galleries or photos of its own, which would be lost to it."
                            + " Delete them first, or accept with another account.");
        }
    }

    static class TooManyInvitations extends Refusal {
        TooManyInvitations() {
            super(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", "Enough invitations for today. Try again tomorrow.");
            retryAfter(86_400);
        }
    }

    static class CannotTell extends Refusal {
        CannotTell() {
            super(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "unavailable",
                    "Whether your own studio is empty cannot be seen at the moment. Try again in a minute.");
            retryAfter(30);
        }
    }
}
